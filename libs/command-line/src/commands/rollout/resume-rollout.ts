import type { Command } from 'commander';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { rolloutIdNamed } from './all-rollouts.js';
import { stageText } from './rollout-lines.js';

export const resumeRollout = (to: Command, session: Session): Command =>
  to
    .command('resume <rollout>')
    .description('end a pause')
    .action(async (text: string) => {
      const desk = await session.desk();
      const path = { id: await rolloutIdNamed(desk, text) };
      const rollout = await answered(desk.POST('/api/rollouts/{id}/resume', { params: { path } }));
      session.say(
        `The rollout "${rollout.name}" runs again: stage ${stageText(rollout) ?? ''}.`,
        'Cars that were not told to stop go on; those that were get a new attempt.',
      );
    });
