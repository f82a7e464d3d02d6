import { ApiProperty } from '@nestjs/swagger';
import { exposureText, type OpenStage, type Plan, RAMP_STEPS, type RolloutState } from '@tidings/rollout-engine';
import { isoOf } from '@tidings/vocabulary';
import type { MarketOverview, RolloutOverview } from '@tidings/views';
import { StopAllAnswer, stopAllAnswer } from '../stop-all/stop-all-answer.js';
import { CohortAnswer, cohortAnswer } from '../cohorts/cohort-answer.js';
import { PlanAnswer, planAnswer } from './plan-answer.js';
import {
  AfterStopAnswer,
  AttemptCountsAnswer,
  MarketAnswer,
  OpenStageAnswer,
  RolloutReleaseAnswer,
  StepAnswer,
  StepReasonAnswer,
} from './rollout-parts.js';
import { ROLLOUT_STATES } from './rollout-state.js';

/** How far a rollout is, what came of it, and what it waits for. */
export class RolloutAnswer {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({ enum: ROLLOUT_STATES, enumName: 'RolloutState' })
  readonly state!: RolloutState['kind'];

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly stateAt!: string;

  @ApiProperty({ type: 'string', description: 'A person, or "tidings" for the conductor.' })
  readonly stateBy!: string;

  @ApiProperty({ type: 'string', required: false, description: 'Why it is paused or halted.' })
  readonly why?: string;

  @ApiProperty({ type: 'string' })
  readonly author!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ type: 'string', required: false })
  readonly approvedBy?: string;

  @ApiProperty({ type: 'integer', description: 'Raised by every step.' })
  readonly revision!: number;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    required: false,
    description: 'When the conductor last looked; older than 5 minutes: no new offers.',
  })
  readonly evaluatedAt?: string;

  @ApiProperty({ type: () => RolloutReleaseAnswer })
  readonly release!: RolloutReleaseAnswer;

  @ApiProperty({ type: () => CohortAnswer })
  readonly cohort!: CohortAnswer;

  @ApiProperty({ type: () => PlanAnswer })
  readonly plan!: PlanAnswer;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    description: 'Version of the plan that is in force or, of a draft, to be approved.',
  })
  readonly planVersion!: number;

  @ApiProperty({
    type: 'integer',
    required: false,
    description: 'Version of the plan that another person has to approve, where there is one.',
  })
  readonly proposedPlan?: number;

  @ApiProperty({
    type: () => StepReasonAnswer,
    isArray: true,
    description: 'Why the next step is not taken, as the conductor found at its last look.',
  })
  readonly waitsFor!: readonly StepReasonAnswer[];

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    required: false,
    description: 'Since when it waits for a person to decide.',
  })
  readonly asksPersonSince?: string;

  @ApiProperty({ type: () => OpenStageAnswer, required: false, description: 'Absent until it is started.' })
  readonly stage?: OpenStageAnswer;

  @ApiProperty({ type: () => AttemptCountsAnswer })
  readonly attempts!: AttemptCountsAnswer;

  @ApiProperty({ type: () => StopAllAnswer, required: false, description: 'All is stopped, this rollout with it.' })
  readonly stopAll?: StopAllAnswer;

  @ApiProperty({
    type: () => AfterStopAnswer,
    required: false,
    description: 'While it is paused or halted, or all is stopped.',
  })
  readonly afterStop?: AfterStopAnswer;

  @ApiProperty({ type: () => MarketAnswer, isArray: true, description: 'Largest first.' })
  readonly markets!: readonly MarketAnswer[];

  @ApiProperty({ type: () => StepAnswer, isArray: true, description: 'The last ones, newest first.' })
  readonly steps!: readonly StepAnswer[];
}

export function rolloutAnswer(overview: RolloutOverview): RolloutAnswer {
  const { facts, approvedBy, attempts, stopAll, afterStop } = overview;
  const { state, evaluatedAt, release, plan, stage } = facts;
  return {
    id: facts.rolloutId,
    name: facts.name,
    state: state.kind,
    stateAt: isoOf(overview.stateAt),
    stateBy: overview.stateBy,
    ...('why' in state && { why: state.why }),
    author: overview.author,
    createdAt: isoOf(facts.createdAt),
    ...(approvedBy !== undefined && { approvedBy }),
    revision: overview.revision,
    ...(evaluatedAt !== undefined && { evaluatedAt: isoOf(evaluatedAt) }),
    release: {
      id: release.releaseId,
      name: overview.releaseName,
      version: release.version,
      state: release.state,
    },
    cohort: cohortAnswer(facts.cohort, approvedBy === undefined ? undefined : overview.cohortCount),
    plan: planAnswer(plan, overview.stageCounts),
    planVersion: facts.planVersion.number,
    ...(overview.proposedPlan !== undefined && state.kind !== 'draft' && { proposedPlan: overview.proposedPlan }),
    waitsFor: state.kind === 'running' || state.kind === 'approved' ? overview.waitsFor : [],
    ...(overview.askedAt !== undefined && { asksPersonSince: isoOf(overview.askedAt) }),
    ...(stage && { stage: stageAnswer(stage, plan) }),
    attempts,
    ...(stopAll && { stopAll: stopAllAnswer(stopAll) }),
    ...(afterStop && { afterStop }),
    markets: overview.markets.map(marketAnswer),
    steps: overview.steps.map((step) => ({ ...step, at: isoOf(step.at) })),
  };
}

const stageAnswer = ({ index, cap, openedAt, ramp, doneAt }: OpenStage, { stages }: Plan): OpenStageAnswer => ({
  number: index + 1,
  of: stages.length,
  exposes: exposureText(stages[index]!),
  cap,
  openedAt: isoOf(openedAt),
  ...(ramp && { ramp: { step: ramp.step, of: RAMP_STEPS, steppedAt: isoOf(ramp.steppedAt) } }),
  ...(doneAt !== undefined && { doneAt: isoOf(doneAt) }),
});

const marketAnswer = ({ market, vehicles, readiness }: MarketOverview): MarketAnswer => ({
  market,
  vehicles,
  readiness: readiness.kind,
  waitsForLanguages: readiness.kind === 'missing' ? readiness.languages : [],
});
