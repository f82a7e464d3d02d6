import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, IsString, Length, Matches } from 'class-validator';
import { ONE_LINE } from './text-field.js';

export interface TextsFieldOptions {
  readonly description: string;
  /** Of each text. */
  readonly longest: number;
  readonly atLeast: number;
  readonly atMost: number;
  readonly example?: readonly string[];
  readonly isOptional?: boolean;
}

/** A list of one-line texts in a request. */
export const TextsField = (options: TextsFieldOptions): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: options.longest },
      description: options.description,
      minItems: options.atLeast,
      maxItems: options.atMost,
      required: options.isOptional !== true,
      ...(options.example && { example: [...options.example] }),
    }),
    ...(options.isOptional === true ? [IsOptional()] : []),
    IsArray(),
    ArrayMinSize(options.atLeast),
    ArrayMaxSize(options.atMost),
    IsString({ each: true }),
    Length(1, options.longest, { each: true }),
    Matches(ONE_LINE, { each: true, message: 'each value in $property must contain no control characters' }),
  );
