import { ApiProperty } from '@nestjs/swagger';
import type { Attempt, Decision, GateAnswer, GateName, VehicleFacts } from '@tidings/rollout-engine';
import { GATES } from '@tidings/rollout-engine';
import type { PageLanguage } from '@tidings/release-notes';
import { isoOf, WAITING_REASONS, type WaitingReason } from '@tidings/vocabulary';
import { refusalSentence } from './expected-answer.js';

const DECISIONS = ['nothing', 'offer', 'keep', 'stop', 'supersede'] as const;

export class VehicleAnswer {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({ type: 'string' })
  readonly controllerId!: string;

  @ApiProperty({ enum: ['active', 'retired', 'blocked'], enumName: 'VehicleStanding' })
  readonly standing!: VehicleFacts['standing'];

  @ApiProperty({ type: 'string' })
  readonly model!: string;

  @ApiProperty({ type: 'integer' })
  readonly modelYear!: number;

  @ApiProperty({ type: 'string' })
  readonly market!: string;

  @ApiProperty({ type: 'string' })
  readonly timeZone!: string;

  @ApiProperty({ type: 'string' })
  readonly hardwareId!: string;

  @ApiProperty({ type: 'string', required: false, description: 'Absent while it is not known.' })
  readonly softwareVersion?: string;
}

export class DecisionAnswer {
  @ApiProperty({ enum: DECISIONS, enumName: 'DecisionKind', description: 'What it would be told now.' })
  readonly kind!: Decision['kind'];

  @ApiProperty({ type: 'string', required: false, description: 'The rollout that offers, keeps or stops.' })
  readonly rolloutId?: string;

  @ApiProperty({ type: 'string', required: false, description: 'With "supersede": the rollout it gives way to.' })
  readonly supersededBy?: string;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    required: false,
    description: 'With "nothing": the earliest instant at which the answer can change by itself.',
  })
  readonly holdsUntil?: string;
}

export class GateAnswerAnswer {
  @ApiProperty({ enum: GATES, enumName: 'GateName' })
  readonly gate!: GateName;

  @ApiProperty({ type: 'boolean' })
  readonly passes!: boolean;

  @ApiProperty({ type: 'string' })
  readonly wants!: string;

  @ApiProperty({ type: 'string' })
  readonly has!: string;

  @ApiProperty({
    enum: WAITING_REASONS,
    enumName: 'WaitingReason',
    required: false,
    description: 'Which refusal it is.',
  })
  readonly reason?: WaitingReason;

  @ApiProperty({ type: 'string', required: false, description: 'A refusal in one sentence for whoever asks.' })
  readonly says?: string;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    required: false,
    description: 'When this refusal can end by itself.',
  })
  readonly until?: string;
}

export class AttemptAnswer {
  @ApiProperty({ type: 'integer', description: 'As the vehicle sees it.' })
  readonly wireNumber!: number;

  @ApiProperty({ type: 'string', example: 'installed' })
  readonly state!: string;

  @ApiProperty({ type: 'string', required: false, description: 'Class of the failure.' })
  readonly failure?: string;

  @ApiProperty({ type: 'string', required: false, description: 'Why, in plain words.' })
  readonly cause?: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly offeredAt!: string;

  @ApiProperty({ type: 'string', format: 'date-time', required: false })
  readonly fetchedAt?: string;

  @ApiProperty({ type: 'string', format: 'date-time', required: false })
  readonly deliveredAt?: string;

  @ApiProperty({ type: 'string', format: 'date-time', required: false })
  readonly closedAt?: string;
}

export const gateAnswer = ({ until, ...answer }: GateAnswer, language: PageLanguage): GateAnswerAnswer => ({
  ...answer,
  ...(!answer.passes && { says: refusalSentence(answer, language) }),
  ...(until !== undefined && { until: isoOf(until) }),
});

export function attemptAnswer({ wireNumber, state, ...attempt }: Attempt): AttemptAnswer {
  const { offeredAt, fetchedAt, deliveredAt, closedAt } = attempt;
  return {
    wireNumber,
    state: state.kind,
    ...('failure' in state && { failure: state.failure }),
    ...('cause' in state && { cause: state.cause }),
    offeredAt: isoOf(offeredAt),
    ...(fetchedAt !== undefined && { fetchedAt: isoOf(fetchedAt) }),
    ...(deliveredAt !== undefined && { deliveredAt: isoOf(deliveredAt) }),
    ...(closedAt !== undefined && { closedAt: isoOf(closedAt) }),
  };
}
