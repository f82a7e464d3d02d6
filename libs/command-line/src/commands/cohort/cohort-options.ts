import type { Command } from 'commander';
import { namesListedIn } from '../../reading/name-list-file.js';
import { parseList } from '../../reading/parse-list.js';
import type { components } from '../../release-desk/openapi.js';
import type { Session } from '../../session.js';

/** A cohort as it is typed: what is left out does not limit. */
export interface CohortOptions {
  readonly models?: readonly string[];
  readonly markets?: readonly string[];
  readonly vehicles?: string;
  readonly filter?: string;
}

export const withCohortOptions = (command: Command): Command =>
  command
    .option('--models <models>', 'only these, with commas between', parseList)
    .option('--markets <markets>', 'only these, as in SE,DE', parseList)
    .option('--vehicles <file>', 'only these: a file with a controller id a line')
    .option('--filter <rsql>', "only these, as in 'softwareVersion=lt=4.2;equipment==tow-bar' (docs/filters.md)");

/** Errors: Refusal when the file names no vehicle. */
export async function typedCohort(
  session: Session,
  { models, markets, vehicles, filter }: CohortOptions,
): Promise<components['schemas']['CohortRequest']> {
  const listed = vehicles === undefined ? undefined : await namesListedIn(session.pathOf(vehicles));
  return {
    ...(models && { models: [...models] }),
    ...(markets && { markets: [...markets] }),
    ...(listed && { vehicles: [...listed] }),
    ...(filter !== undefined && { filter }),
  };
}
