import { ApiProperty } from '@nestjs/swagger';
import { type CohortChange, cohortChanges, type SavedCohort } from '@tidings/rollout-engine';
import type { CohortDifference } from '@tidings/views';

const whole = (description: string) => ApiProperty({ type: 'integer', minimum: 0, description });

export class CohortChangeAnswer implements CohortChange {
  @ApiProperty({ enum: ['added', 'removed'], enumName: 'CohortChangeKind' })
  readonly kind!: CohortChange['kind'];

  @ApiProperty({ type: 'string', example: 'model Lyra' })
  readonly what!: string;
}

/** Two versions of a cohort, by what they say and by whom they are now. */
export class CohortDifferenceAnswer implements CohortDifference {
  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly from!: number;

  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly to!: number;

  @ApiProperty({ type: () => CohortChangeAnswer, isArray: true })
  readonly changes!: readonly CohortChangeAnswer[];

  @whole('Active vehicles in both, by the facts of now.')
  readonly inBoth!: number;

  @whole('In the first version only.')
  readonly onlyBefore!: number;

  @whole('In the second version only.')
  readonly onlyAfter!: number;
}

export const cohortDifferenceAnswer = (
  before: SavedCohort,
  after: SavedCohort,
  difference: CohortDifference,
): CohortDifferenceAnswer => ({
  from: before.version,
  to: after.version,
  changes: cohortChanges(before.cohort, after.cohort),
  ...difference,
});
