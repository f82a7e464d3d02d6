import { ApiProperty } from '@nestjs/swagger';
import { FAILURE_CLASSES, type FailureClass } from '@tidings/rollout-engine';

const whole = (description: string) => ApiProperty({ type: 'integer', minimum: 0, description });

export class RolloutReleaseAnswer {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({ type: 'string' })
  readonly version!: string;

  @ApiProperty({ enum: ['draft', 'approved', 'available', 'withdrawn'], enumName: 'ReleaseState' })
  readonly state!: 'draft' | 'approved' | 'available' | 'withdrawn';
}

class OpenRampAnswer {
  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly step!: number;

  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly of!: number;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly steppedAt!: string;
}

export class OpenStageAnswer {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'Counted from 1.' })
  readonly number!: number;

  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly of!: number;

  @ApiProperty({ type: 'string', description: 'A share of the cohort, a count or a ring.', example: '1%' })
  readonly exposes!: string;

  @whole('Vehicles that may get an offer while it is open: the approved count and a tenth.')
  readonly cap!: number;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly openedAt!: string;

  @ApiProperty({ type: () => OpenRampAnswer, required: false, description: 'Of a stage that opens in small steps.' })
  readonly ramp?: OpenRampAnswer;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    required: false,
    description: 'The last stage is over; late joiners are offered it since then.',
  })
  readonly doneAt?: string;
}

export class AttemptCountsAnswer {
  @whole('Vehicles that have been offered it.')
  readonly offered!: number;

  @whole('Attempts without an outcome.')
  readonly open!: number;

  @whole('Attempts that fetched the link.')
  readonly started!: number;

  @whole('Attempts that installed it.')
  readonly installed!: number;

  @ApiProperty({
    type: 'object',
    properties: Object.fromEntries(FAILURE_CLASSES.map((name) => [name, { type: 'integer', minimum: 0 }])),
    required: [...FAILURE_CLASSES],
    description: 'Failed attempts by what the failure means for the car.',
  })
  readonly failed!: Readonly<Record<FailureClass, number>>;

  @whole('Both success and failure were said, or success without delivery.')
  readonly contradicted!: number;

  @whole('The vehicle acknowledged our cancel.')
  readonly cancelled!: number;

  @whole('Closed by us: never begun, or our cancel stayed unanswered.')
  readonly withdrawn!: number;

  @whole('Of the installed ones: through their soak without a bad signal.')
  readonly healthy!: number;

  @whole('Installed it, and run their old version again.')
  readonly rolledBack!: number;

  @whole('Of the open ones: not heard of for long.')
  readonly silent!: number;

  @whole('Of the open ones: in contact, and without progress for long.')
  readonly stalled!: number;

  @whole('Gave way to a rollout of a higher class; offered again later.')
  readonly superseded!: number;

  @whole('The owner said no after the offer.')
  readonly declined!: number;

  @whole('The owner said "not yet" after the offer.')
  readonly deferred!: number;
}

export class AfterStopAnswer {
  @whole('Told to cancel, no answer yet.')
  readonly told!: number;

  @whole('Acknowledged the cancel, or was told before it had begun.')
  readonly acknowledged!: number;

  @whole('Closed by us after our cancel stayed unanswered.')
  readonly unanswered!: number;

  @whole('Has the whole package and may install.')
  readonly pastStopping!: number;

  @ApiProperty({ type: 'string', isArray: true, description: 'Controller ids of those, the first 200.' })
  readonly pastStoppingVehicles!: readonly string[];

  @whole('Has not been in contact since the stop.')
  readonly notHeardFrom!: number;

  @whole('Ended by itself after the stop.')
  readonly endedMeanwhile!: number;
}

const READINESS = ['ready', 'missing', 'unknown-market'] as const;

export class MarketAnswer {
  @ApiProperty({ type: 'string', description: 'ISO 3166-1 alpha-2.', example: 'CH' })
  readonly market!: string;

  @whole('Vehicles of the cohort there, now.')
  readonly vehicles!: number;

  @ApiProperty({ enum: READINESS, enumName: 'MarketReadiness' })
  readonly readiness!: (typeof READINESS)[number];

  @ApiProperty({ type: 'string', isArray: true, description: 'Languages it waits for.' })
  readonly waitsForLanguages!: readonly string[];
}

export class StepReasonAnswer {
  @ApiProperty({ type: 'string' })
  readonly code!: string;

  @ApiProperty({ type: 'string' })
  readonly wants!: string;

  @ApiProperty({ type: 'string' })
  readonly has!: string;
}

export class StepAnswer {
  @ApiProperty({ type: 'string', example: 'advance' })
  readonly kind!: string;

  @ApiProperty({ type: 'integer' })
  readonly revision!: number;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly at!: string;

  @ApiProperty({ type: 'string', description: 'A person, or "tidings" for the conductor.' })
  readonly by!: string;

  @ApiProperty({ type: () => StepReasonAnswer, isArray: true })
  readonly reasons!: readonly StepReasonAnswer[];
}
