import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { parseList } from '../../reading/parse-list.js';
import { type ReadSavedCohort, parseSavedCohort } from '../../reading/parse-saved-cohort.js';
import { refuse } from '../../refusal.js';
import type { components } from '../../release-desk/openapi.js';
import type { ReleaseDesk } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { fileList } from './file-list.js';

type CohortRequest = components['schemas']['CohortRequest'];

/** A cohort as it is typed: what is left out does not limit. */
export interface CohortOptions {
  readonly models?: readonly string[];
  readonly markets?: readonly string[];
  readonly vehicles?: string;
  readonly leaveOutUnknown?: boolean;
  readonly filter?: string;
  readonly ring?: string;
  readonly cohort?: ReadSavedCohort;
  readonly expression?: string;
}

export const withCohortOptions = (command: Command): Command =>
  command
    .option('--models <models>', 'only these, with commas between', parseList)
    .option('--markets <markets>', 'only these, as in SE,DE', parseList)
    .option('--vehicles <file>', 'only these: a file with a controller id a line')
    .option('--leave-out-unknown', 'go on without the names in that file that nobody is registered under')
    .option('--filter <rsql>', "only these, as in 'softwareVersion=lt=4.2;equipment==tow-bar' (docs/filters.md)")
    .option('--ring <name>', 'only those in this ring')
    .option('--cohort <name>', 'only those of a saved cohort, as in north or north@3', parseSavedCohort)
    .option('--expression <file>', 'and / or / not as JSON, as in {"not": {"ring": "staff"}} (docs/cohorts.md)');

/** Errors: Refusal when a file cannot be used, or names vehicles nobody knows. */
export async function typedCohort(
  session: Session,
  desk: ReleaseDesk,
  { models, markets, vehicles, leaveOutUnknown = false, filter, ring, cohort, expression }: CohortOptions,
): Promise<CohortRequest> {
  const list = vehicles === undefined ? undefined : await fileList(session, desk, vehicles, { leaveOutUnknown });
  return {
    ...(models && { models: [...models] }),
    ...(markets && { markets: [...markets] }),
    ...(list !== undefined && { list }),
    ...(filter !== undefined && { filter }),
    ...(ring !== undefined && { ring }),
    ...(cohort && { saved: cohort }),
    ...(expression !== undefined && { all: [await expressionIn(session.pathOf(expression))] }),
  };
}

/** The release desk says what of it does not fit. */
async function expressionIn(path: string): Promise<CohortRequest> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as CohortRequest;
  } catch (error) {
    throw error instanceof SyntaxError ? refuse(`${path} is not JSON: ${error.message}.`) : error;
  }
}
