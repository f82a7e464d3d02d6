import { ApiProperty } from '@nestjs/swagger';
import { FAILURE_CLASSES, type FailureClass, type Plan, type RetryPolicy } from '@tidings/rollout-engine';
import { durationText, isoOf } from '@tidings/vocabulary';

export class WindowAnswer {
  @ApiProperty({ type: 'string', example: '22:00' })
  readonly opens!: string;

  @ApiProperty({ type: 'string', example: '05:00' })
  readonly closes!: string;
}

export class FreezeAnswer {
  @ApiProperty({ type: 'string', format: 'date' })
  readonly from!: string;

  @ApiProperty({ type: 'string', format: 'date' })
  readonly to!: string;

  @ApiProperty({ type: 'string', isArray: true, required: false, description: 'Absent: every market.' })
  readonly markets?: readonly string[];

  @ApiProperty({ type: 'string' })
  readonly why!: string;
}

export class RetryAnswer {
  @ApiProperty({ type: 'integer', description: 'Tries in all, the first included.' })
  readonly attempts!: number;

  @ApiProperty({ type: 'string', example: '24h' })
  readonly after!: string;

  @ApiProperty({ enum: FAILURE_CLASSES, enumName: 'FailureClass', isArray: true })
  readonly classes!: readonly FailureClass[];
}

export const CONTINUOUS_ENDS = ['instant', 'withdrawn', 'quiet'] as const;

export class ContinuousAnswer {
  @ApiProperty({ enum: CONTINUOUS_ENDS, enumName: 'ContinuousEnd' })
  readonly until!: (typeof CONTINUOUS_ENDS)[number];

  @ApiProperty({ type: 'string', format: 'date-time', required: false, description: 'Of "instant".' })
  readonly at?: string;

  @ApiProperty({ type: 'string', required: false, description: 'Of "quiet": offered to nobody for so long.' })
  readonly quietFor?: string;
}

export const retryAnswer = ({ attempts, after, classes }: RetryPolicy): RetryAnswer => ({
  attempts,
  after: durationText(after),
  classes,
});

export const continuousAnswer = ({ until }: NonNullable<Plan['continuous']>): ContinuousAnswer => ({
  until: until.kind,
  ...(until.kind === 'instant' && { at: isoOf(until.at) }),
  ...(until.kind === 'quiet' && { quietFor: durationText(until.lasts) }),
});
