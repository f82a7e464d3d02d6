import { ApiProperty } from '@nestjs/swagger';
import { isoOf } from '@tidings/vocabulary';
import type { StepReplay } from '@tidings/views';
import { StepReasonAnswer } from './rollout-parts.js';

class DecidedAnswer {
  @ApiProperty({ type: 'string', example: 'advance' })
  readonly kind!: string;

  @ApiProperty({ type: () => StepReasonAnswer, isArray: true })
  readonly reasons!: readonly StepReasonAnswer[];
}

export class StepReplayAnswer {
  @ApiProperty({ type: 'integer' })
  readonly revision!: number;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly at!: string;

  @ApiProperty({ type: 'string', description: 'A person, or "tidings" for the conductor.' })
  readonly by!: string;

  @ApiProperty({ type: () => DecidedAnswer, description: 'What the record says.' })
  readonly recorded!: DecidedAnswer;

  @ApiProperty({
    type: () => DecidedAnswer,
    required: false,
    description: 'What follows from what was looked at. Absent when nothing does, and for what a person did.',
  })
  readonly recomputed?: DecidedAnswer;

  @ApiProperty({
    type: 'boolean',
    required: false,
    description: 'Absent for what a person did without asking for a decision, or against it: nothing is recomputed.',
  })
  readonly isSame?: boolean;
}

/** Every step of a rollout, oldest first, with its decision made again. */
export class ReplayAnswer {
  @ApiProperty({ type: () => StepReplayAnswer, isArray: true })
  readonly steps!: readonly StepReplayAnswer[];
}

export const replayAnswer = (steps: readonly StepReplay[]): ReplayAnswer => ({
  steps: steps.map((step) => ({ ...step, at: isoOf(step.at) })),
});
