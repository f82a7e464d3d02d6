import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';

export interface TextFieldOptions {
  readonly description: string;
  readonly longest: number;
  readonly example?: string;
  readonly isOptional?: boolean;
  /** Line breaks and tabs may be in it. */
  readonly hasLines?: boolean;
  /** More than length; `says` completes "must ...". */
  readonly form?: { readonly pattern: RegExp; readonly says: string };
}

/** A text in a request: its length, no control characters, no half characters (a database takes neither). */
export const TextField = (options: TextFieldOptions): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: 'string',
      description: options.description,
      minLength: 1,
      maxLength: options.longest,
      required: options.isOptional !== true,
      ...(options.example !== undefined && { example: options.example }),
      ...(options.form && { pattern: options.form.pattern.source }),
    }),
    ...(options.isOptional === true ? [IsOptional()] : []),
    IsString(),
    Length(1, options.longest),
    Matches(options.hasLines === true ? LINES : ONE_LINE, {
      message: '$property must contain no control characters',
    }),
    ...(options.form ? [Matches(options.form.pattern, { message: `$property must ${options.form.says}` })] : []),
  );

export const ONE_LINE = /^[^\p{Cc}\p{Cs}]*$/u;
const LINES = /^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u;
