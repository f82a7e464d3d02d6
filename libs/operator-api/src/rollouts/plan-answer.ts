import { ApiProperty } from '@nestjs/swagger';
import {
  answersToTell,
  type Consent,
  CONSENTS,
  exposureText,
  isTooSmallToTell,
  PATIENCE,
  type Plan,
  PURPOSES,
  type Purpose,
  STALLED_AFTER,
} from '@tidings/rollout-engine';
import { durationText, isoOf, shareText } from '@tidings/vocabulary';
import { GuardrailLimitAnswer, guardrailLimitAnswers } from './guardrail-settings-request.js';
import {
  ContinuousAnswer,
  continuousAnswer,
  FreezeAnswer,
  RetryAnswer,
  retryAnswer,
  WindowAnswer,
} from './plan-parts.js';

class StageAnswer {
  @ApiProperty({ type: 'string', description: 'A share of the cohort, a count or a ring, in words.', example: '1%' })
  readonly exposes!: string;

  @ApiProperty({ type: 'string', required: false, example: '1%' })
  readonly share?: string;

  @ApiProperty({ type: 'integer', required: false, description: 'Vehicles of the cohort, by position.' })
  readonly count?: number;

  @ApiProperty({ type: 'string', required: false, description: 'Everybody in this ring.' })
  readonly ring?: string;

  @ApiProperty({ type: 'string', required: false, description: 'Opens in small steps over this long.', example: '6h' })
  readonly ramp?: string;

  @ApiProperty({ type: 'string', example: '24h' })
  readonly soak!: string;

  @ApiProperty({ type: 'integer' })
  readonly minimumAnswers!: number;

  @ApiProperty({ type: 'boolean' })
  readonly needsApproval!: boolean;

  @ApiProperty({
    type: 'string',
    description: 'Behind the soak, until a person is asked about cars without an outcome.',
  })
  readonly patience!: string;

  @ApiProperty({
    type: 'boolean',
    description: 'A true failure rate of three times the limit would pass it in more than 20 % of cases.',
  })
  readonly tooSmallToTell!: boolean;

  @ApiProperty({ type: 'integer', description: 'Answers from which on it is not.' })
  readonly answersToTell!: number;

  @ApiProperty({
    type: 'integer',
    required: false,
    description: 'Vehicles it exposes, counted when the rollout was approved.',
  })
  readonly vehicles?: number;
}

export class PlanAnswer {
  @ApiProperty({ type: () => StageAnswer, isArray: true })
  readonly stages!: readonly StageAnswer[];

  @ApiProperty({ enum: PURPOSES, enumName: 'RolloutPurpose' })
  readonly purpose!: Purpose;

  @ApiProperty({ type: 'integer' })
  readonly priority!: number;

  @ApiProperty({ type: 'string', example: '2%' })
  readonly failureLimit!: string;

  @ApiProperty({ type: 'string', example: '24h' })
  readonly silentAfter!: string;

  @ApiProperty({ type: 'string', example: '3d' })
  readonly stalledAfter!: string;

  @ApiProperty({ type: 'integer' })
  readonly inFlightAtFirst!: number;

  @ApiProperty({ type: () => GuardrailLimitAnswer, isArray: true, description: 'Limits beside the failure limit.' })
  readonly guardrails!: readonly GuardrailLimitAnswer[];

  @ApiProperty({ enum: CONSENTS, enumName: 'RolloutConsent' })
  readonly consent!: Consent;

  @ApiProperty({ type: 'integer', required: false, description: 'Download budget of one full hour.' })
  readonly bytesPerHour?: number;

  @ApiProperty({ type: () => WindowAnswer, required: false })
  readonly window?: WindowAnswer;

  @ApiProperty({ type: () => FreezeAnswer, isArray: true })
  readonly freezes!: readonly FreezeAnswer[];

  @ApiProperty({ type: 'string', format: 'date-time', required: false })
  readonly startsAt?: string;

  @ApiProperty({
    type: () => RetryAnswer,
    required: false,
    description: 'Absent: a failed vehicle is not tried again.',
  })
  readonly retry?: RetryAnswer;

  @ApiProperty({ type: () => ContinuousAnswer, required: false, description: 'Absent: it ends with its last stage.' })
  readonly continuous?: ContinuousAnswer;
}

export const planAnswer = (plan: Plan, stageCounts: readonly number[]): PlanAnswer => ({
  stages: plan.stages.map((stage, index) => ({
    exposes: exposureText(stage),
    ...('share' in stage && { share: shareText(stage.share) }),
    ...('count' in stage && { count: stage.count }),
    ...('ring' in stage && { ring: stage.ring }),
    ...(stage.ramp !== undefined && { ramp: durationText(stage.ramp) }),
    soak: durationText(stage.soak),
    minimumAnswers: stage.minimumAnswers,
    needsApproval: stage.needsApproval,
    patience: durationText(stage.patience ?? PATIENCE),
    tooSmallToTell: isTooSmallToTell(plan, index),
    answersToTell: answersToTell(plan.failureLimit, index + 1),
    ...(stageCounts[index] !== undefined && { vehicles: stageCounts[index] }),
  })),
  purpose: plan.purpose,
  priority: plan.priority,
  failureLimit: shareText(plan.failureLimit),
  silentAfter: durationText(plan.silentAfter),
  stalledAfter: durationText(plan.stalledAfter ?? STALLED_AFTER),
  inFlightAtFirst: plan.inFlightAtFirst,
  guardrails: guardrailLimitAnswers(plan.guardrails),
  consent: plan.consent ?? 'tells',
  ...(plan.bytesPerHour !== undefined && { bytesPerHour: plan.bytesPerHour }),
  ...(plan.window && { window: plan.window }),
  freezes: plan.freezes ?? [],
  ...(plan.startsAt !== undefined && { startsAt: isoOf(plan.startsAt) }),
  ...(plan.retry && { retry: retryAnswer(plan.retry) }),
  ...(plan.continuous && { continuous: continuousAnswer(plan.continuous) }),
});
