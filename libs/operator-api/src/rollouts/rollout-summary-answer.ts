import { ApiProperty } from '@nestjs/swagger';
import { isoOf } from '@tidings/vocabulary';
import type { RolloutSummary } from '@tidings/views';
import { ROLLOUT_STATES } from './rollout-state.js';

export class RolloutSummaryAnswer {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({ type: 'string', description: 'Name and version.' })
  readonly release!: string;

  @ApiProperty({ enum: ROLLOUT_STATES, enumName: 'RolloutState' })
  readonly state!: (typeof ROLLOUT_STATES)[number];

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly stateAt!: string;

  @ApiProperty({ type: 'string' })
  readonly author!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly createdAt!: string;
}

export class RolloutPage {
  @ApiProperty({ type: () => RolloutSummaryAnswer, isArray: true })
  readonly items!: readonly RolloutSummaryAnswer[];

  @ApiProperty({ type: 'string', required: false })
  readonly next?: string;
}

export const rolloutSummaryAnswer = ({ rolloutId, ...rollout }: RolloutSummary): RolloutSummaryAnswer => ({
  id: rolloutId,
  ...rollout,
  stateAt: isoOf(rollout.stateAt),
  createdAt: isoOf(rollout.createdAt),
});
