import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsObject, ValidateNested } from 'class-validator';
import { TextField } from '../fields/text-field.js';

export class EvidenceRequest {
  @TextField({ description: 'The system that tells.', longest: 100, example: 'support-desk' })
  readonly source!: string;

  @TextField({ description: 'Controller id of the vehicle.', longest: 128, example: 'ast-000017' })
  readonly vehicle!: string;

  @TextField({
    description:
      'health: a signal of the car; effort, better, clarity: what its owner answered; support: a contact with support.',
    longest: 40,
    example: 'support',
  })
  readonly kind!: string;

  @TextField({ description: 'When it was, RFC 3339.', longest: 40, example: '2026-03-10T12:00:00Z' })
  readonly at!: string;

  @ApiProperty({
    type: 'boolean',
    description: 'Against the update. What is well is told too: it shows that the intake lives.',
  })
  @IsBoolean()
  readonly isBad!: boolean;

  @TextField({ description: 'For people who look into it.', longest: 1000, hasLines: true, isOptional: true })
  readonly words?: string;
}

export class AddEvidenceRequest {
  @ApiProperty({ type: () => EvidenceRequest, isArray: true, minItems: 1, maxItems: 1000 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => EvidenceRequest)
  readonly evidence!: readonly EvidenceRequest[];
}
