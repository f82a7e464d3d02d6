import type { Command } from 'commander';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { rolloutIdNamed } from './all-rollouts.js';
import { versionLines } from './plan-lines.js';

export const listPlanVersions = (to: Command, session: Session): Command =>
  to
    .command('plan <rollout>')
    .description('every version of its plan, newest first, with its author, its cause and what it changes')
    .option('--json', 'answer as JSON')
    .action(async (text: string, options: { readonly json?: boolean }) => {
      const desk = await session.desk();
      const path = { id: await rolloutIdNamed(desk, text) };
      const answer = await answered(desk.GET('/api/rollouts/{id}/plan-versions', { params: { path } }));
      session.show(answer, options, () => answer.versions.flatMap(versionLines));
    });
