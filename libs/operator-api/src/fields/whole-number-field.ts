import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

export interface WholeNumberFieldOptions {
  readonly description: string;
  readonly min: number;
  readonly max: number;
  /** Makes the field optional. */
  readonly default?: number;
}

/** A whole number in a request. */
export const WholeNumberField = (options: WholeNumberFieldOptions): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: 'integer',
      description: options.description,
      minimum: options.min,
      maximum: options.max,
      required: options.default === undefined,
      ...(options.default !== undefined && { default: options.default }),
    }),
    ...(options.default === undefined ? [] : [IsOptional()]),
    IsInt(),
    Min(options.min),
    Max(options.max),
  );
