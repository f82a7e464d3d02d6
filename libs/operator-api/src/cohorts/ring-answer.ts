import { ApiProperty } from '@nestjs/swagger';
import { isoOf } from '@tidings/vocabulary';
import type { Ring, RingMember } from '@tidings/views';

export class RingAnswer {
  @ApiProperty({ type: 'string', example: 'early-access' })
  readonly name!: string;

  @ApiProperty({ type: 'string' })
  readonly description!: string;

  @ApiProperty({ type: 'string' })
  readonly createdBy!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Vehicles in it now.' })
  readonly vehicles!: number;
}

export class RingList {
  @ApiProperty({ type: () => RingAnswer, isArray: true })
  readonly items!: readonly RingAnswer[];
}

export class RingMemberAnswer {
  @ApiProperty({ type: 'string' })
  readonly controllerId!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly joinedAt!: string;

  @ApiProperty({ type: 'string' })
  readonly joinedBy!: string;
}

export class RingMemberPage {
  @ApiProperty({ type: () => RingMemberAnswer, isArray: true })
  readonly items!: readonly RingMemberAnswer[];

  @ApiProperty({ type: 'string', required: false })
  readonly next?: string;
}

/** What a move changed. */
export class RingMovedAnswer {
  @ApiProperty({ type: 'integer', minimum: 0, description: 'Vehicles that were not in it before, or were.' })
  readonly moved!: number;
}

export const ringAnswer = (ring: Ring): RingAnswer => ({ ...ring, createdAt: isoOf(ring.createdAt) });

export const ringMemberAnswer = (member: RingMember): RingMemberAnswer => ({
  ...member,
  joinedAt: isoOf(member.joinedAt),
});
