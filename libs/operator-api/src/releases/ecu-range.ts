import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, ValidateNested } from 'class-validator';
import { TextField } from '../fields/text-field.js';

/** Versions of one ECU. */
export class EcuRangeRequest {
  @TextField({ description: 'Name of the ECU.', longest: 64, example: 'brakes' })
  readonly ecu!: string;

  @TextField({ description: 'Bounds that must all hold.', longest: 100, example: '>=4.1 <5' })
  readonly versions!: string;
}

export const EcuRangesField = ({ description }: { readonly description: string }): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: () => EcuRangeRequest, isArray: true, required: false, maxItems: 50, description }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(50),
    ValidateNested({ each: true }),
    Type(() => EcuRangeRequest),
  );
