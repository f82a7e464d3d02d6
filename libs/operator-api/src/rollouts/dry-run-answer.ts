import { isoOf, instantOf } from '@tidings/vocabulary';
import type { DryRun, DryRunDifferences } from '@tidings/views';
import { ApiProperty } from '@nestjs/swagger';
import { KindCountAnswer } from '../cohorts/cohort-preview-answer.js';
import { ForecastAnswer, forecastAnswer } from './forecast-answer.js';

const whole = (description: string) => ApiProperty({ type: 'integer', minimum: 0, description });
const kinds = (what: string) =>
  ApiProperty({ type: () => KindCountAnswer, isArray: true, description: `By ${what}: the 20 largest.` });

class DryRunStageAnswer {
  @whole('Vehicles it reaches that no earlier stage did.')
  readonly vehicles!: number;

  @whole('Of these: would be offered the release, with the facts of `factsAt`.')
  readonly canTake!: number;

  @kinds('model')
  readonly models!: readonly KindCountAnswer[];

  @kinds('market')
  readonly markets!: readonly KindCountAnswer[];

  @kinds('hardware')
  readonly hardware!: readonly KindCountAnswer[];

  @kinds('installed version')
  readonly versions!: readonly KindCountAnswer[];
}

class DryRunExclusionAnswer {
  @ApiProperty({ type: 'string', example: 'note-live' })
  readonly gate!: string;

  @ApiProperty({ type: 'string' })
  readonly wants!: string;

  @ApiProperty({ type: 'string' })
  readonly has!: string;

  @whole('Vehicles that would get nothing for this reason.')
  readonly vehicles!: number;
}

class MovedAnswer {
  @ApiProperty({ type: 'integer', required: false, description: 'Stage before, 0-based. Absent: in none.' })
  readonly was?: number;

  @ApiProperty({ type: 'integer', required: false, description: 'Stage at the start, 0-based. Absent: in none.' })
  readonly is?: number;

  @whole('Vehicles.')
  readonly vehicles!: number;

  @ApiProperty({ type: 'string', isArray: true, description: 'At most 20 controller ids.' })
  readonly sample!: readonly string[];
}

class DifferencesAnswer {
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly at!: string;

  @ApiProperty({ type: () => MovedAnswer, isArray: true, description: 'Empty: no difference.' })
  readonly moved!: readonly MovedAnswer[];
}

const differencesOf = ({ at, moved }: DryRunDifferences): DifferencesAnswer => ({
  at,
  moved: moved.map(({ was, is, ...rest }) => ({ ...(was !== null && { was }), ...(is !== null && { is }), ...rest })),
});

const DRY_RUN_STATES = ['rehearsing', 'done'] as const;

export class DryRunAnswer {
  @ApiProperty({ type: 'string', example: 'dry_0JB5R3XK' })
  readonly id!: string;

  @ApiProperty({ type: 'string' })
  readonly rolloutId!: string;

  @ApiProperty({ type: 'string' })
  readonly askedBy!: string;

  @ApiProperty({ type: 'string', format: 'date-time', description: 'The instant whose facts it tells.' })
  readonly factsAt!: string;

  @whole('Vehicles of the cohort that a stage reaches.')
  readonly cohort!: number;

  @ApiProperty({ type: () => DryRunStageAnswer, isArray: true })
  readonly stages!: readonly DryRunStageAnswer[];

  @ApiProperty({ type: () => DryRunExclusionAnswer, isArray: true, description: 'By the first gate that refuses.' })
  readonly exclusions!: readonly DryRunExclusionAnswer[];

  @ApiProperty({ type: () => KindCountAnswer, isArray: true, description: 'Markets that wait for their note.' })
  readonly waitingMarkets!: readonly KindCountAnswer[];

  @ApiProperty({
    type: 'string',
    enum: DRY_RUN_STATES,
    description: '`rehearsing`: counted, the forecast is on its way. `done`: everything is there.',
  })
  readonly state!: (typeof DRY_RUN_STATES)[number];

  @ApiProperty({ type: 'number', minimum: 0, maximum: 1, description: 'Share of the rehearsals that is done.' })
  readonly shareDone!: number;

  @ApiProperty({ type: () => ForecastAnswer, required: false, description: 'Absent while it is being rehearsed.' })
  readonly forecast?: ForecastAnswer;

  @ApiProperty({
    type: () => DifferencesAnswer,
    required: false,
    description: 'What was different at the start. Absent until it has started and was compared.',
  })
  readonly differences?: DifferencesAnswer;
}

export const dryRunAnswer = ({ counts, forecast, differences, rehearsedShare, ...dryRun }: DryRun): DryRunAnswer => ({
  id: dryRun.id,
  rolloutId: dryRun.rolloutId,
  askedBy: dryRun.askedBy,
  factsAt: isoOf(instantOf(dryRun.factsAt)),
  ...counts,
  state: forecast ? 'done' : 'rehearsing',
  shareDone: forecast ? 1 : rehearsedShare / 10_000,
  ...(forecast && { forecast: forecastAnswer(forecast) }),
  ...(differences && { differences: differencesOf(differences) }),
});
