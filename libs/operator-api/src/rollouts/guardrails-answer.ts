import { ApiProperty } from '@nestjs/swagger';
import type { Force, GuardrailVerdict, Verdict } from '@tidings/rollout-engine';
import { isoOf, shareText } from '@tidings/vocabulary';
import type { SliceHoldOnRecord } from '@tidings/views';
import { StepReasonAnswer } from './rollout-parts.js';

const VERDICTS = ['holds', 'breached', 'too-early', 'blind'] as const satisfies readonly Verdict[];
const FORCES = ['halt', 'pause', 'hold'] as const satisfies readonly Force[];
const AGAINST = ['control', 'limit', 'change'] as const;

/** A guardrail as it stands now, with what was compared. */
export class GuardrailAnswer {
  @ApiProperty({ type: 'string', example: 'failure-rate' })
  readonly guardrail!: string;

  @ApiProperty({ enum: VERDICTS, enumName: 'GuardrailVerdict', description: 'blind: nothing came in to judge by.' })
  readonly verdict!: Verdict;

  @ApiProperty({ enum: FORCES, enumName: 'GuardrailForce', description: 'What a breach does.' })
  readonly force!: Force;

  @ApiProperty({ type: 'string' })
  readonly wants!: string;

  @ApiProperty({ type: 'string' })
  readonly has!: string;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Vehicles or answers looked at.' })
  readonly of!: number;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'The bad ones of them.' })
  readonly bad!: number;

  @ApiProperty({ type: 'string', required: false, example: '2%' })
  readonly limit?: string;

  @ApiProperty({ type: 'number', required: false, description: 'Evidence against it; a breach at `line`.' })
  readonly evidence?: number;

  @ApiProperty({ type: 'number', required: false })
  readonly line?: number;

  @ApiProperty({ enum: AGAINST, enumName: 'GuardrailComparison' })
  readonly against!: (typeof AGAINST)[number];

  @ApiProperty({ type: 'string', format: 'date-time', required: false, description: 'When something last came in.' })
  readonly heardAt?: string;
}

export class GuardrailsAnswer {
  @ApiProperty({ type: () => GuardrailAnswer, isArray: true, description: 'None before it is started.' })
  readonly guardrails!: readonly GuardrailAnswer[];
}

/** A part of the cohort that waits while the rest goes on, or waited. */
export class SliceHoldAnswer {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({ type: 'string', example: 'hardwareId' })
  readonly attribute!: string;

  @ApiProperty({ type: 'string', example: 'vega-b' })
  readonly value!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly since!: string;

  @ApiProperty({ type: () => StepReasonAnswer, isArray: true })
  readonly reasons!: readonly StepReasonAnswer[];

  @ApiProperty({ type: 'string', required: false, description: 'Who asked to let it go; another person then does.' })
  readonly releaseAskedBy?: string;

  @ApiProperty({ type: 'string', required: false })
  readonly releaseWhy?: string;

  @ApiProperty({ type: 'string', required: false })
  readonly releasedBy?: string;

  @ApiProperty({ type: 'string', format: 'date-time', required: false })
  readonly releasedAt?: string;
}

export class SliceHoldsAnswer {
  @ApiProperty({ type: () => SliceHoldAnswer, isArray: true, description: 'Newest first, released ones too.' })
  readonly holds!: readonly SliceHoldAnswer[];
}

export const guardrailAnswer = ({ limit, heardAt, ...verdict }: GuardrailVerdict): GuardrailAnswer => ({
  ...verdict,
  ...(limit !== undefined && { limit: shareText(limit) }),
  ...(heardAt !== undefined && { heardAt: isoOf(heardAt) }),
});

export const sliceHoldAnswer = ({ holdId, since, releasedAt, ...hold }: SliceHoldOnRecord): SliceHoldAnswer => ({
  ...hold,
  id: holdId,
  since: isoOf(since),
  ...(releasedAt !== undefined && { releasedAt: isoOf(releasedAt) }),
});
