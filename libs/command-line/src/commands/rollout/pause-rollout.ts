import type { Command } from 'commander';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { rolloutIdNamed } from './all-rollouts.js';
import { stopSentences } from './stop-sentences.js';

export const pauseRollout = (to: Command, session: Session): Command =>
  to
    .command('pause <rollout>')
    .description('stop every car that has not received the whole package; one person is enough')
    .requiredOption('--why <reason>', 'for everybody who asks')
    .action(async (text: string, { why }: { readonly why: string }) => {
      const desk = await session.desk();
      const path = { id: await rolloutIdNamed(desk, text) };
      const rollout = await answered(desk.POST('/api/rollouts/{id}/pause', { params: { path }, body: { why } }));
      session.say(
        `The rollout "${rollout.name}" is paused.`,
        ...stopSentences(rollout),
        `Next  tidings rollout resume ${rollout.id}`,
      );
    });
