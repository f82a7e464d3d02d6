import type { Command } from 'commander';
import { parseCount } from '../../reading/parse-count.js';
import { Refusal } from '../../refusal.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { rolloutIdNamed } from './all-rollouts.js';
import { versionLines } from './plan-lines.js';

export const diffPlan = (to: Command, session: Session): Command =>
  to
    .command('diff <rollout>')
    .description('what a version of its plan changes: + more cars may begin, - fewer')
    .option('--version <number>', 'default: the newest', parseCount)
    .option('--json', 'answer as JSON')
    .action(async (text: string, options: { readonly version?: number; readonly json?: boolean }) => {
      const desk = await session.desk();
      const path = { id: await rolloutIdNamed(desk, text) };
      const { versions } = await answered(desk.GET('/api/rollouts/{id}/plan-versions', { params: { path } }));
      const number = options.version ?? versions[0]?.number;
      const version = versions.find((one) => one.number === number);
      if (!version) throw new Refusal([`There is no version ${number ?? 0} of this plan.`]);
      session.show(version, options, () => versionLines(version));
    });
