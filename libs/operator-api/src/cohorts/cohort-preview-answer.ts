import { ApiProperty } from '@nestjs/swagger';
import type { CohortPreview } from '@tidings/views';

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

const kinds = (what: string) =>
  ApiProperty({ type: () => KindCountAnswer, isArray: true, description: `Those in it by ${what}: the 20 largest.` });

export class CohortPreviewAnswer {
  @whole('Active vehicles in it.')
  readonly in!: number;

  @whole('Active vehicles not in it.')
  readonly out!: number;

  @whole('Active vehicles of which a fact is missing that decides; they get no offer.')
  readonly cannotTell!: number;

  @kinds('model')
  readonly models!: readonly KindCountAnswer[];

  @kinds('market')
  readonly markets!: readonly KindCountAnswer[];

  @kinds('hardware')
  readonly hardware!: readonly KindCountAnswer[];

  @kinds('installed version')
  readonly versions!: readonly KindCountAnswer[];

  @ApiProperty({ type: () => SampledVehicleAnswer, isArray: true, description: 'At most 20 of those in it.' })
  readonly sample!: readonly SampledVehicleAnswer[];
}

export const cohortPreviewAnswer = (preview: CohortPreview): CohortPreviewAnswer => ({
  ...preview,
  versions: preview.versions.map(({ value, vehicles }) => ({ ...(value !== null && { value }), vehicles })),
  sample: preview.sample.map(({ softwareVersion, ...vehicle }) => ({
    ...vehicle,
    ...(softwareVersion !== null && { softwareVersion }),
  })),
});
