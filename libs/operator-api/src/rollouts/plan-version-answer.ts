import { ApiProperty } from '@nestjs/swagger';
import type { PlanChange } from '@tidings/rollout-engine';
import { isoOf } from '@tidings/vocabulary';
import type { PlanVersionOverview } from '@tidings/views';
import { PlanAnswer, planAnswer } from './plan-answer.js';

const EFFECTS = ['tightens', 'loosens'] as const;
const STATES = ['proposed', 'in-force', 'replaced', 'withdrawn'] as const;

export class PlanChangeAnswer {
  @ApiProperty({ type: 'string', description: 'Path in the plan.', example: 'failureLimit' })
  readonly at!: string;

  @ApiProperty({ enum: EFFECTS, enumName: 'PlanChangeEffect', description: 'Only what tightens takes one person.' })
  readonly effect!: PlanChange['effect'];

  @ApiProperty({ type: 'string', example: '1% instead of 2%' })
  readonly says!: string;
}

export class PlanVersionAnswer {
  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly number!: number;

  @ApiProperty({ enum: STATES, enumName: 'PlanVersionState' })
  readonly state!: PlanVersionOverview['state'];

  @ApiProperty({ type: 'string' })
  readonly author!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly proposedAt!: string;

  @ApiProperty({ type: 'string', required: false, description: 'Who put it in force.' })
  readonly decidedBy?: string;

  @ApiProperty({ type: 'string', format: 'date-time', required: false })
  readonly decidedAt?: string;

  @ApiProperty({ type: 'string', description: 'The named cause; empty for the first version.' })
  readonly why!: string;

  @ApiProperty({ type: () => PlanChangeAnswer, isArray: true, description: 'Against the version that was in force.' })
  readonly changes!: readonly PlanChangeAnswer[];

  @ApiProperty({ type: () => PlanAnswer })
  readonly plan!: PlanAnswer;
}

/** Newest first. */
export class PlanVersionsAnswer {
  @ApiProperty({ type: () => PlanVersionAnswer, isArray: true })
  readonly versions!: readonly PlanVersionAnswer[];
}

export const planVersionsAnswer = (versions: readonly PlanVersionOverview[]): PlanVersionsAnswer => ({
  versions: versions.map(({ plan, proposedAt, decidedAt, ...version }) => ({
    ...version,
    proposedAt: isoOf(proposedAt),
    ...(decidedAt !== undefined && { decidedAt: isoOf(decidedAt) }),
    plan: planAnswer(plan, []),
  })),
});
