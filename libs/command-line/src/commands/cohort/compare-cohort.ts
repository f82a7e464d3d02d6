import type { Command } from 'commander';
import { numberText } from '../../printing/amounts.js';
import { facts } from '../../printing/facts.js';
import { parseCount } from '../../reading/parse-count.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { cohortIdNamed } from './all-cohorts.js';

interface Options {
  readonly from?: number;
  readonly to?: number;
  readonly json?: boolean;
}

export const compareCohort = (to: Command, session: Session): Command =>
  to
    .command('diff <cohort>')
    .description('what changed between two versions, and whom that brings in or leaves out now')
    .option('--from <version>', 'default: the one before', parseCount)
    .option('--to <version>', 'default: the newest', parseCount)
    .option('--json', 'answer as JSON')
    .action(async (text: string, options: Options) => {
      const desk = await session.desk();
      const path = { id: await cohortIdNamed(desk, text) };
      const query = {
        ...(options.from !== undefined && { from: options.from }),
        ...(options.to !== undefined && { to: options.to }),
      };
      const difference = await answered(desk.GET('/api/cohorts/{id}/difference', { params: { path, query } }));
      session.show(difference, options, () => [
        `Version ${difference.from} to ${difference.to}`,
        ...(difference.changes.length === 0 ? ['  says the same'] : []),
        ...difference.changes.map(({ kind, what }) => `  ${kind === 'added' ? '+' : '-'} ${what}`),
        '',
        ...facts([
          ['In both', numberText(difference.inBoth)],
          ['Left out', numberText(difference.onlyBefore)],
          ['Brought in', numberText(difference.onlyAfter)],
        ]),
      ]);
    });
