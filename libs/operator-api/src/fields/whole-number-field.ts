import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

export interface WholeNumberFieldOptions {
  readonly description: string;
  readonly min: number;
  readonly max: number;
  /** Makes the field optional. */
  readonly default?: number;
  /** Optional without a default. */
  readonly isOptional?: boolean;
}

/** A whole number in a request. */
export const WholeNumberField = (options: WholeNumberFieldOptions): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: 'integer',
      description: options.description,
      minimum: options.min,
      maximum: options.max,
      required: !isOptional(options),
      ...(options.default !== undefined && { default: options.default }),
    }),
    ...(isOptional(options) ? [IsOptional()] : []),
    IsInt(),
    Min(options.min),
    Max(options.max),
  );

const isOptional = (options: WholeNumberFieldOptions): boolean =>
  options.isOptional === true || options.default !== undefined;
