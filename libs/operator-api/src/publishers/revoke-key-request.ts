import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { TextField } from '../fields/text-field.js';

export class RevokeKeyRequest {
  @TextField({ description: 'The RFC 7638 thumbprint of the key.', longest: 100 })
  readonly kid!: string;

  @TextField({ description: 'Why, for the journal.', longest: 1000, hasLines: true })
  readonly why!: string;

  @ApiProperty({
    type: 'boolean',
    required: false,
    default: false,
    description:
      'Also halts every rollout that rests on the key, in the same act; otherwise they stand still at the gate.',
  })
  @IsOptional()
  @IsBoolean()
  readonly halt: boolean = false;
}
