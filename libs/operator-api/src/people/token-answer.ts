import { ApiProperty } from '@nestjs/swagger';
import { isoOf, type Role, ROLES } from '@tidings/vocabulary';
import type { IssuedApiToken } from '@tidings/views';

export class TokenAnswer {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({ type: 'string', description: 'The person as whom it acts.' })
  readonly issuedBy!: string;

  @ApiProperty({ type: 'string' })
  readonly issuerName!: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role', isArray: true })
  readonly roles!: readonly Role[];

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly issuedAt!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly expiresAt!: string;

  @ApiProperty({ type: 'string', format: 'date-time', required: false })
  readonly revokedAt?: string;
}

export class TokenPage {
  @ApiProperty({ type: () => TokenAnswer, isArray: true })
  readonly items!: readonly TokenAnswer[];

  @ApiProperty({ type: 'string', required: false })
  readonly next?: string;
}

/** The only time its text is told. */
export class NewTokenAnswer {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({ type: 'string', description: 'Keep it now: it is stored nowhere and never shown again.' })
  readonly token!: string;
}

export class RevokedTokenAnswer {
  @ApiProperty({ type: 'string' })
  readonly id!: string;
}

export const tokenAnswer = ({ tokenId, revokedAt, ...token }: IssuedApiToken): TokenAnswer => ({
  id: tokenId,
  ...token,
  issuedAt: isoOf(token.issuedAt),
  expiresAt: isoOf(token.expiresAt),
  ...(revokedAt !== undefined && { revokedAt: isoOf(revokedAt) }),
});
