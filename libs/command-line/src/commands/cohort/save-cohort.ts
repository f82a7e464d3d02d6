import type { Command } from 'commander';
import { countText } from '../../printing/amounts.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { type CohortOptions, typedCohort, withCohortOptions } from './cohort-options.js';

interface Options extends CohortOptions {
  readonly note?: string;
  readonly json?: boolean;
}

export const saveCohort = (to: Command, session: Session): Command =>
  withCohortOptions(
    to.command('save <name>').description('keep a cohort under a name; the name again is its next version'),
  )
    .option('--note <text>', 'why it was changed, for those who come after')
    .option('--json', 'answer as JSON')
    .action(async (name: string, options: Options) => {
      const desk = await session.desk();
      const cohort = await typedCohort(session, desk, options);
      const { note } = options;
      const body = { name, cohort, ...(note !== undefined && { note }) };
      const saved = await answered(desk.POST('/api/cohorts', { body }));
      const newest = saved.versions[0]!;
      session.show(saved, options, () => [
        `"${saved.name}" is at version ${newest.version}: ${newest.cohort.text}.`,
        `${countText(newest.in, 'vehicle')} in it${newest.cannotTell > 0 ? `, of ${countText(newest.cannotTell, 'other')} it cannot be told` : ''}.`,
        ...saved.usedBy
          .filter(({ version }) => version < newest.version)
          .map((use) => `The rollout "${use.name}" (${use.state}) goes on with version ${use.version}.`),
      ]);
    });
