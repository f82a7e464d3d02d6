import { ApiProperty } from '@nestjs/swagger';
import type { PageLanguage } from '@tidings/release-notes';
import type { Decision, ExplainedRollout } from '@tidings/rollout-engine';
import { isoOf } from '@tidings/vocabulary';
import type { VehicleExplained } from '@tidings/views';
import { expectedAnswer, ExpectedAnswer } from './expected-answer.js';
import {
  attemptAnswer,
  AttemptAnswer,
  DecisionAnswer,
  gateAnswer,
  GateAnswerAnswer,
  VehicleAnswer,
} from './why-parts.js';

const ASKED = ['opening', 'keeping'] as const;

export class ExplainedRolloutAnswer {
  @ApiProperty({ type: 'string' })
  readonly rolloutId!: string;

  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({ enum: ASKED, enumName: 'GatesAsked', description: 'keeping: the vehicle has an open attempt of it.' })
  readonly asked!: (typeof ASKED)[number];

  @ApiProperty({ type: 'boolean', description: 'Every gate says yes.' })
  readonly passes!: boolean;

  @ApiProperty({ type: () => ExpectedAnswer })
  readonly expected!: ExpectedAnswer;

  @ApiProperty({ type: () => GateAnswerAnswer, isArray: true, description: 'In order.' })
  readonly gates!: readonly GateAnswerAnswer[];

  @ApiProperty({ type: () => AttemptAnswer, isArray: true, description: 'Oldest first.' })
  readonly attempts!: readonly AttemptAnswer[];
}

/** Why a vehicle gets, or does not get, which update. */
export class WhyAnswer {
  @ApiProperty({ type: () => VehicleAnswer })
  readonly vehicle!: VehicleAnswer;

  @ApiProperty({ type: () => DecisionAnswer })
  readonly decision!: DecisionAnswer;

  @ApiProperty({
    type: () => ExplainedRolloutAnswer,
    isArray: true,
    description: 'In the order in which they may offer.',
  })
  readonly rollouts!: readonly ExplainedRolloutAnswer[];
}

export const whyAnswer = (
  { controllerId, vehicle, explanation }: VehicleExplained,
  language: PageLanguage,
): WhyAnswer => ({
  vehicle: {
    id: vehicle.vehicleId,
    controllerId,
    standing: vehicle.standing,
    model: vehicle.model,
    modelYear: vehicle.modelYear,
    market: vehicle.market,
    timeZone: vehicle.timeZone,
    hardwareId: vehicle.hardwareId,
    ...(vehicle.software.kind === 'known' && { softwareVersion: vehicle.software.version }),
  },
  decision: decisionAnswer(explanation.decision),
  rollouts: explanation.rollouts.map((rollout) => explainedAnswer(rollout, language, vehicle.timeZone)),
});

const explainedAnswer = (
  { answers, attempts, rolloutId, name, asked, passes, expected }: ExplainedRollout,
  language: PageLanguage,
  timeZone: string,
): ExplainedRolloutAnswer => ({
  ...{ rolloutId, name, asked, passes },
  expected: expectedAnswer({ expected }, language, timeZone),
  gates: answers.map((answer) => gateAnswer(answer, language)),
  attempts: attempts.map(attemptAnswer),
});

function decisionAnswer(decision: Decision): DecisionAnswer {
  switch (decision.kind) {
    case 'nothing':
      return {
        kind: 'nothing',
        ...(decision.holdsUntil !== undefined && { holdsUntil: isoOf(decision.holdsUntil) }),
      };
    case 'offer':
      return { kind: 'offer', rolloutId: decision.rollout.rolloutId };
    case 'supersede':
      return { kind: 'supersede', rolloutId: decision.attempt.rolloutId, supersededBy: decision.by.rolloutId };
    default:
      return { kind: decision.kind, rolloutId: decision.attempt.rolloutId };
  }
}
