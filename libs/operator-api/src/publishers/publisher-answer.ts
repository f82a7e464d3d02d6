import { ApiProperty } from '@nestjs/swagger';
import { isoOf } from '@tidings/vocabulary';
import { DECLARATION_ALGORITHMS } from '@tidings/update-trust';
import type { Publisher } from '@tidings/views';

class PublisherKeyAnswer {
  @ApiProperty({ type: 'string', description: 'RFC 7638 thumbprint.' })
  readonly kid!: string;

  @ApiProperty({ type: 'string', description: 'What people call it.' })
  readonly name!: string;

  @ApiProperty({ type: 'string', description: 'Who answers for it.' })
  readonly owner!: string;

  @ApiProperty({ enum: DECLARATION_ALGORITHMS })
  readonly alg!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The public key.' })
  readonly jwk!: object;

  @ApiProperty({
    type: 'string',
    isArray: true,
    required: false,
    description: 'The only hardware it may sign for; absent: any.',
  })
  readonly hardwareIds?: readonly string[];

  @ApiProperty({ type: 'string', format: 'date-time', required: false, description: 'Good from then on.' })
  readonly notBefore?: string;

  @ApiProperty({ type: 'string', format: 'date-time', required: false, description: 'Good until then.' })
  readonly notAfter?: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly registeredAt!: string;

  @ApiProperty({ type: 'string', format: 'date-time', required: false })
  readonly revokedAt?: string;

  @ApiProperty({ type: 'string', required: false, description: 'The person who revoked it.' })
  readonly revokedBy?: string;

  @ApiProperty({ type: 'string', required: false })
  readonly revokedWhy?: string;
}

export class PublisherAnswer {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({ type: 'string', description: 'The person who registered it.' })
  readonly registeredBy!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly registeredAt!: string;

  @ApiProperty({ type: () => PublisherKeyAnswer, isArray: true })
  readonly keys!: readonly PublisherKeyAnswer[];
}

export class PublisherPage {
  @ApiProperty({ type: () => PublisherAnswer, isArray: true })
  readonly items!: readonly PublisherAnswer[];

  @ApiProperty({ type: 'string', required: false })
  readonly next?: string;
}

export const publisherAnswer = (publisher: Publisher): PublisherAnswer => ({
  id: publisher.publisherId,
  name: publisher.name,
  registeredBy: publisher.registeredBy,
  registeredAt: isoOf(publisher.registeredAt),
  keys: publisher.keys.map(({ notBefore, notAfter, registeredAt, revokedAt, ...key }) => ({
    ...key,
    registeredAt: isoOf(registeredAt),
    ...(notBefore !== undefined && { notBefore: isoOf(notBefore) }),
    ...(notAfter !== undefined && { notAfter: isoOf(notAfter) }),
    ...(revokedAt !== undefined && { revokedAt: isoOf(revokedAt) }),
  })),
});
