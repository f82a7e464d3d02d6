import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { TextField } from '../fields/text-field.js';
import { WholeNumberField } from '../fields/whole-number-field.js';

export class RotateKeyRequest {
  @TextField({ description: 'The RFC 7638 thumbprint of the key that ends.', longest: 100 })
  readonly kid!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The public key that follows, as a JWK. It takes over owner and hardware.',
    example: { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
  })
  @IsObject()
  readonly jwk!: Readonly<Record<string, unknown>>;

  @TextField({ description: 'What people call the new key; absent: as the old one.', longest: 100, isOptional: true })
  readonly keyName?: string;

  @WholeNumberField({
    description: 'Days in which both are good; 0: the old one ends now.',
    min: 0,
    max: 400,
    default: 14,
  })
  readonly overlapDays: number = 14;
}
