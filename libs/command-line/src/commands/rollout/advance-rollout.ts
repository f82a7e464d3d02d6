import type { Command } from 'commander';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { rolloutIdNamed } from './all-rollouts.js';
import { stageText } from './rollout-lines.js';

export const advanceRollout = (to: Command, session: Session): Command =>
  to
    .command('advance <rollout>')
    .description('open the next stage, if the evidence allows it')
    .option('--early <reason>', 'before soak and answers are there; takes another person than the author')
    .action(async (text: string, { early }: { readonly early?: string }) => {
      const desk = await session.desk();
      const path = { id: await rolloutIdNamed(desk, text) };
      const body = early === undefined ? {} : { early };
      const rollout = await answered(desk.POST('/api/rollouts/{id}/advance', { params: { path }, body }));
      session.say(`The rollout "${rollout.name}" moved on: stage ${stageText(rollout) ?? ''}.`);
    });
