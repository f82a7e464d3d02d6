import { InvalidArgumentError } from 'commander';

export interface ReadSavedCohort {
  readonly cohort: string;
  readonly version?: number;
}

/** 'north' or 'north@3'. Errors: InvalidArgumentError. */
export function parseSavedCohort(text: string): ReadSavedCohort {
  const [, cohort, version] = /^(.+?)(?:@(\d{1,6}))?$/.exec(text.trim()) ?? [];
  if (cohort === undefined) throw new InvalidArgumentError('Give the name of a saved cohort, as in north or north@3.');
  return { cohort, ...(version !== undefined && { version: Number(version) }) };
}
