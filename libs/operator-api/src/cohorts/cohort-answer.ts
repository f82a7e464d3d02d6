import { ApiProperty } from '@nestjs/swagger';
import { type Cohort, cohortText } from '@tidings/rollout-engine';

/** Which version of a saved cohort is used. A newer one changes nothing here. */
export class SavedCohortUse {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly version!: number;

  @ApiProperty({ type: () => CohortAnswer, description: 'What that version says.' })
  // Through an alias: the class below is not there yet when decorators read the type.
  readonly says!: Readonly<CohortAnswer>;
}

/** Every condition that is there must hold. */
export class CohortAnswer {
  @ApiProperty({
    type: 'string',
    description: 'All of it in words.',
    example: 'model Vega; market SE; not (ring staff)',
  })
  readonly text!: string;

  @ApiProperty({ type: 'string', isArray: true, required: false })
  readonly models?: readonly string[];

  @ApiProperty({ type: 'string', isArray: true, required: false })
  readonly markets?: readonly string[];

  @ApiProperty({ type: 'string', required: false, description: 'Id of the list on file.' })
  readonly list?: string;

  @ApiProperty({ type: 'integer', required: false, description: 'How many vehicles the list names.' })
  readonly listedVehicles?: number;

  @ApiProperty({ type: 'string', required: false, description: 'RSQL, as it was written.' })
  readonly filter?: string;

  @ApiProperty({ type: 'string', required: false })
  readonly ring?: string;

  @ApiProperty({ type: () => SavedCohortUse, required: false })
  readonly saved?: SavedCohortUse;

  @ApiProperty({ type: () => CohortAnswer, isArray: true, required: false, description: 'All of these hold.' })
  readonly all?: readonly CohortAnswer[];

  @ApiProperty({ type: () => CohortAnswer, isArray: true, required: false, description: 'One of these holds.' })
  readonly any?: readonly CohortAnswer[];

  @ApiProperty({ type: () => CohortAnswer, required: false, description: 'This does not hold.' })
  readonly not?: CohortAnswer;

  @ApiProperty({ type: 'integer', required: false, description: 'Of a rollout: vehicles in it when it was approved.' })
  readonly vehicles?: number;
}

export function cohortAnswer(cohort: Cohort, approvedFor?: number): CohortAnswer {
  const { models, markets, vehicles, list, filter, ring, saved, all, any, not } = cohort;
  return {
    text: cohortText(cohort),
    ...(models && { models }),
    ...(markets && { markets }),
    ...(vehicles && { listedVehicles: vehicles.length }),
    ...(list && { list: list.listId, listedVehicles: list.vehicles }),
    ...(filter !== undefined && { filter }),
    ...(ring !== undefined && { ring }),
    ...(saved && {
      saved: { id: saved.cohortId, name: saved.name, version: saved.version, says: cohortAnswer(saved.cohort) },
    }),
    ...(all && { all: all.map((part) => cohortAnswer(part)) }),
    ...(any && { any: any.map((part) => cohortAnswer(part)) }),
    ...(not && { not: cohortAnswer(not) }),
    ...(approvedFor !== undefined && { vehicles: approvedFor }),
  };
}
