import { BLAST_RATES, type Habit, type Range } from '@tidings/fleet-model';
import { isoOf, instantOf } from '@tidings/vocabulary';
import type { DryRun, DryRunDifferences } from '@tidings/views';
import { ApiProperty } from '@nestjs/swagger';
import { KindCountAnswer } from '../cohorts/cohort-preview-answer.js';

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

class RangeAnswer {
  @ApiProperty({ type: 'number', description: 'The middle of the rehearsals.' })
  readonly median!: number;

  @ApiProperty({ type: 'number', description: '5 % of the rehearsals do not exceed it.' })
  readonly low!: number;

  @ApiProperty({ type: 'number', description: '95 % of the rehearsals do not exceed it.' })
  readonly high!: number;
}

const range = (description: string) => ApiProperty({ type: () => RangeAnswer, required: false, description });

class BlastRowAnswer {
  @ApiProperty({ type: 'integer', enum: BLAST_RATES, description: 'True failure rate of the release, in per cent.' })
  readonly percent!: number;

  @whole('Rehearsals at this rate.')
  readonly rehearsals!: number;

  @whole('Of these: ended by a halt or a pause of the conductor. The counts are of them.')
  readonly stopped!: number;

  @range('Hours from the start to the stop.')
  readonly hoursToStop?: Range;

  @range('Vehicles that had started when it was stopped.')
  readonly triedWhenStopped?: Range;

  @range('Vehicles that had everything when it was stopped, and no outcome: nothing stops them any more.')
  readonly pastStopping?: Range;

  @range('Vehicles that failed in the end.')
  readonly broken?: Range;
}

class ExpectationAnswer {
  @range(
    'Days from the start until it is complete, if nothing fails. Absent: more than half a year in most rehearsals.',
  )
  readonly daysToComplete?: Range;

  @ApiProperty({
    type: 'integer',
    isArray: true,
    description: 'Downloads that end on each day since the start; the middle of the rehearsals.',
  })
  readonly downloadsByDay!: readonly number[];

  @ApiProperty({ type: () => RangeAnswer, description: 'Vehicles that will have tried by then.' })
  readonly tried!: Range;

  @ApiProperty({
    type: 'number',
    description: 'Vehicles that one car of these rehearsals stands for; above 1 pace and answers are scaled alike.',
  })
  readonly vehiclesPerCar!: number;
}

class HabitAnswer {
  @whole('So many were measured; 0: no history, and the values are those of the house.')
  readonly measured!: number;

  @ApiProperty({ type: 'integer', isArray: true, description: 'Seconds that 0, 10, 20 ... 100 % do not exceed.' })
  readonly deciles!: readonly number[];
}

const habitOf = ({ measured, deciles }: Habit): HabitAnswer => ({
  measured,
  deciles: deciles.map((length) => Math.round(length / 1_000)),
});

class HabitsAnswer {
  @ApiProperty({ type: () => HabitAnswer, description: 'From any moment to the next contact.' })
  readonly contact!: HabitAnswer;

  @ApiProperty({ type: () => HabitAnswer, description: 'From the offer to the fetch of its link.' })
  readonly begin!: HabitAnswer;

  @ApiProperty({ type: () => HabitAnswer, description: 'From the fetch to the last byte.' })
  readonly download!: HabitAnswer;

  @ApiProperty({ type: () => HabitAnswer, description: 'From the last byte to the outcome.' })
  readonly install!: HabitAnswer;
}

class ForecastAnswer {
  @ApiProperty({ type: () => ExpectationAnswer })
  readonly expected!: ExpectationAnswer;

  @ApiProperty({ type: () => BlastRowAnswer, isArray: true })
  readonly blastRadius!: readonly BlastRowAnswer[];

  @whole('Cars in a rehearsal of the blast radius; it is never scaled.')
  readonly rehearsedCars!: number;

  @ApiProperty({ type: () => HabitsAnswer, description: "The fleet's own delays, by which it was rehearsed." })
  readonly habits!: HabitsAnswer;
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
  ...(forecast && {
    forecast: {
      ...forecast,
      habits: {
        contact: habitOf(forecast.habits.contact),
        begin: habitOf(forecast.habits.begin),
        download: habitOf(forecast.habits.download),
        install: habitOf(forecast.habits.install),
      },
    },
  }),
  ...(differences && { differences: differencesOf(differences) }),
});
