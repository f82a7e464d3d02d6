import type { Command } from 'commander';
import { instantText, numberText } from '../../printing/amounts.js';
import { table } from '../../printing/table.js';
import type { Session } from '../../session.js';
import { allCohorts, type CohortSummary } from './all-cohorts.js';

export const listCohorts = (to: Command, session: Session): Command =>
  to
    .command('list')
    .description('saved cohorts, newest first')
    .option('--json', 'answer as JSON')
    .action(async (options: { readonly json?: boolean }) => {
      const cohorts = await allCohorts(await session.desk());
      session.show(cohorts, options, () => linesFor(cohorts));
    });

function linesFor(cohorts: readonly CohortSummary[]): readonly string[] {
  if (cohorts.length === 0) return ['No saved cohort yet. Save one with: tidings cohort save NAME --models MODELS'];
  return table(
    [
      { head: 'COHORT', cell: ({ name }) => name },
      { head: 'VERSION', cell: ({ newest }) => numberText(newest.version), align: 'right' },
      { head: 'IN WHEN SAVED', cell: ({ newest }) => numberText(newest.in), align: 'right' },
      { head: 'SAVED', cell: ({ newest }) => `${instantText(newest.savedAt)} by ${newest.author}` },
      { head: 'SAYS', cell: ({ newest }) => newest.cohort.text },
    ],
    cohorts,
  );
}
