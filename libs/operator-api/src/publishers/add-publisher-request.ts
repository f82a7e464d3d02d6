import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { TextField } from '../fields/text-field.js';

export class AddPublisherRequest {
  @TextField({ description: 'What people call the publisher.', longest: 100, example: 'Asterion Powertrain' })
  readonly name!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description:
      'The public key as a JWK: Ed25519, P-256, or RSA (2048 bits or more, better 3072) with alg PS256 or RS256. Never the private one.',
    example: { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
  })
  @IsObject()
  readonly jwk!: Readonly<Record<string, unknown>>;
}
