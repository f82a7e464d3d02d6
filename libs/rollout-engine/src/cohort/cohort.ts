import type { CohortId, VehicleId, VehicleListId } from '@tidings/vocabulary';

/**
 * The vehicles a rollout is meant for, as it is written and kept. Absent members do not limit; all that are there must hold; a list of
 * words limits to the listed, an empty one to nobody. compileCohort has accepted it.
 */
export interface Cohort {
  readonly models?: readonly string[];
  readonly markets?: readonly string[];
  /** RSQL, as it was written. */
  readonly filter?: string;
  /** A list that is not filed: of a preview, or of a draft on its way to be kept. */
  readonly vehicles?: readonly VehicleId[];
  readonly list?: FiledList;
  /** Name of a ring: vehicles that joined by their own wish. */
  readonly ring?: string;
  readonly saved?: SavedCohort;
  readonly all?: readonly Cohort[];
  readonly any?: readonly Cohort[];
  readonly not?: Cohort;
}

/** A list on file never changes: the same vehicles have the same id. */
export interface FiledList {
  readonly listId: VehicleListId;
  /** How many it names. */
  readonly vehicles: number;
}

/** One version of a saved cohort. Versions never change, so what it says is kept beside its name: a newer version changes nothing here. */
export interface SavedCohort {
  readonly cohortId: CohortId;
  readonly name: string;
  readonly version: number;
  readonly cohort: Cohort;
}

/** A missing fact is never a match and never the opposite of one. */
export type Membership = 'in' | 'out' | 'cannot-tell';
