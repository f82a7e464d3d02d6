import { BLAST_RATES, type Expectation, type FleetHabits, type Habit, type Range } from '@tidings/fleet-model';
import type { KeptForecast } from '@tidings/views';
import { ApiProperty } from '@nestjs/swagger';

const whole = (description: string) => ApiProperty({ type: 'integer', minimum: 0, description });

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

class StageOpensAnswer {
  @range('Absent: most rehearsals did not open it.')
  readonly hoursToOpen?: Range;
}

class ExpectationAnswer {
  @range(
    'Days from the start until it is complete, if nothing fails. Absent: more than half a year in most rehearsals.',
  )
  readonly daysToComplete?: Range;

  @ApiProperty({
    type: () => StageOpensAnswer,
    isArray: true,
    description: 'By stage: hours from the start until it opens, if nothing fails.',
  })
  readonly stages!: readonly StageOpensAnswer[];

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

  @whole('Kinds of vehicles, by model and market, whose contacts were measured apart.')
  readonly kindsWithHistory!: number;

  @ApiProperty({ type: 'boolean', description: 'In which hours of the week vehicles are heard is known.' })
  readonly knowsHours!: boolean;
}

export class ForecastAnswer {
  @ApiProperty({ type: () => ExpectationAnswer })
  readonly expected!: ExpectationAnswer;

  @ApiProperty({ type: () => BlastRowAnswer, isArray: true })
  readonly blastRadius!: readonly BlastRowAnswer[];

  @whole('Cars in a rehearsal of the blast radius; it is never scaled.')
  readonly rehearsedCars!: number;

  @ApiProperty({ type: () => HabitsAnswer, description: "The fleet's own delays, by which it was rehearsed." })
  readonly habits!: HabitsAnswer;
}

const habitsOf = ({ contact, begin, download, install, week, kinds = [] }: FleetHabits): HabitsAnswer => ({
  contact: habitOf(contact),
  begin: habitOf(begin),
  download: habitOf(download),
  install: habitOf(install),
  kindsWithHistory: kinds.length,
  knowsHours: week !== undefined,
});

const expectedOf = ({ hoursToOpen, ...expected }: Expectation): ExpectationAnswer => ({
  ...expected,
  stages: hoursToOpen.map((range) => (range ? { hoursToOpen: range } : {})),
});

export const forecastAnswer = ({ expected, habits, ...forecast }: KeptForecast): ForecastAnswer => ({
  ...forecast,
  expected: expectedOf(expected),
  habits: habitsOf(habits),
});
