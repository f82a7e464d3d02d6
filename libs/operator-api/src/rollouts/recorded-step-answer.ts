import { ApiProperty } from '@nestjs/swagger';
import { isoOf } from '@tidings/vocabulary';
import type { StepOnRecord } from '@tidings/views';
import { StepAnswer } from './rollout-parts.js';

export class RecordedStepAnswer extends StepAnswer {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description:
      'All that was looked at: { rollout, evidence, now }; instants and lengths in milliseconds. Empty for what a person simply did.',
  })
  readonly lookedAt!: unknown;
}

/** Steps in order; none: there is no further one. */
export class RecordedStepPage {
  @ApiProperty({ type: () => RecordedStepAnswer, isArray: true })
  readonly items!: readonly RecordedStepAnswer[];
}

export const recordedStepAnswer = (step: StepOnRecord): RecordedStepAnswer => ({ ...step, at: isoOf(step.at) });
