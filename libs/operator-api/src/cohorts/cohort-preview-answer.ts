import { ApiProperty } from '@nestjs/swagger';
import { shareText } from '@tidings/vocabulary';
import { type CohortPreview, EXCLUSIONS, type Exclusion } from '@tidings/views';

const whole = (description: string) => ApiProperty({ type: 'integer', minimum: 0, description });

/** Some vehicles that are alike in one respect. */
export class KindCountAnswer {
  @ApiProperty({ type: 'string', required: false, description: 'Absent: not known.', example: 'Vega' })
  readonly value?: string;

  @whole('Vehicles of the cohort.')
  readonly vehicles!: number;
}

export class SampledVehicleAnswer {
  @ApiProperty({ type: 'string' })
  readonly controllerId!: string;

  @ApiProperty({ type: 'string' })
  readonly model!: string;

  @ApiProperty({ type: 'string' })
  readonly market!: string;

  @ApiProperty({ type: 'string' })
  readonly hardwareId!: string;

  @ApiProperty({ type: 'string', required: false, description: 'Absent while it is not known.' })
  readonly softwareVersion?: string;
}

/** A share of the eligible ones. Which they are, and so the exact number, a rollout's own id decides. */
export class StageExpectedAnswer {
  @ApiProperty({ type: 'string', example: '1%' })
  readonly share!: string;

  @whole('As many as can be expected.')
  readonly vehicles!: number;

  @whole('In 95 of 100 rollouts at least so many.')
  readonly atLeast!: number;

  @whole('In 95 of 100 rollouts at most so many.')
  readonly atMost!: number;
}

/** Vehicles that match and would get no offer now, for one reason; a vehicle may have several. */
export class ExcludedAnswer {
  @ApiProperty({ enum: EXCLUSIONS, enumName: 'CohortExclusion' })
  readonly reason!: Exclusion;

  @whole('So many.')
  readonly vehicles!: number;

  @ApiProperty({ type: 'string', isArray: true, description: 'Controller ids of at most 20 of them.' })
  readonly sample!: readonly string[];
}

const kinds = (what: string) =>
  ApiProperty({ type: () => KindCountAnswer, isArray: true, description: `Those in it by ${what}: the 20 largest.` });

export class CohortPreviewAnswer {
  @whole('Active vehicles in it.')
  readonly in!: number;

  @whole('Active vehicles not in it.')
  readonly out!: number;

  @whole('Active vehicles of which a fact is missing that decides; they get no offer.')
  readonly cannotTell!: number;

  @whole('Of those in it: nothing speaks against an offer, as far as it is asked here.')
  readonly eligible!: number;

  @kinds('model')
  readonly models!: readonly KindCountAnswer[];

  @kinds('market')
  readonly markets!: readonly KindCountAnswer[];

  @kinds('hardware')
  readonly hardware!: readonly KindCountAnswer[];

  @kinds('installed version')
  readonly versions!: readonly KindCountAnswer[];

  @kinds('model year')
  readonly modelYears!: readonly KindCountAnswer[];

  @ApiProperty({ type: () => StageExpectedAnswer, isArray: true, description: 'One for each share asked about.' })
  readonly stages!: readonly StageExpectedAnswer[];

  @ApiProperty({
    type: () => ExcludedAnswer,
    isArray: true,
    description: 'Reasons that meet somebody. Those not in service are in no other count.',
  })
  readonly exclusions!: readonly ExcludedAnswer[];

  @ApiProperty({ type: () => SampledVehicleAnswer, isArray: true, description: 'At most 20 of those in it.' })
  readonly sample!: readonly SampledVehicleAnswer[];
}

export const cohortPreviewAnswer = (preview: CohortPreview): CohortPreviewAnswer => ({
  ...preview,
  versions: preview.versions.map(({ value, vehicles }) => ({ ...(value !== null && { value }), vehicles })),
  modelYears: preview.modelYears.map(({ value, vehicles }) => ({ value: String(value), vehicles })),
  stages: preview.stages.map(({ share, ...expected }) => ({ share: shareText(share), ...expected })),
  sample: preview.sample.map(({ softwareVersion, ...vehicle }) => ({
    ...vehicle,
    ...(softwareVersion !== null && { softwareVersion }),
  })),
});
