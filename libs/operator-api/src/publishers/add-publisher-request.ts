import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { InstantField } from '../fields/instant-field.js';
import { TextField } from '../fields/text-field.js';
import { TextsField } from '../fields/texts-field.js';

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

  @TextField({ description: 'What people call this key; absent: as the publisher.', longest: 100, isOptional: true })
  readonly keyName?: string;

  @TextField({ description: 'Who answers for it: a person or a team; absent: you.', longest: 100, isOptional: true })
  readonly owner?: string;

  @TextsField({
    description: 'The only hardware it may sign for; absent: any.',
    longest: 64,
    atLeast: 1,
    atMost: 64,
    example: ['ICM-V2'],
    isOptional: true,
  })
  readonly hardwareIds?: readonly string[];

  @InstantField({ description: 'What arrives before is refused.', isOptional: true })
  readonly notBefore?: string;

  @InstantField({
    description: 'What arrives from then on is refused; what came in before stays good.',
    isOptional: true,
  })
  readonly notAfter?: string;
}
