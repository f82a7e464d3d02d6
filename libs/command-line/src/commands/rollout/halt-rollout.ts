import type { Command } from 'commander';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { rolloutIdNamed } from './all-rollouts.js';
import { stopSentences } from './stop-sentences.js';

export const haltRollout = (to: Command, session: Session): Command =>
  to
    .command('halt <rollout>')
    .description('stop for good: no attempt under way comes back; one person is enough')
    .requiredOption('--why <reason>', 'for everybody who asks')
    .action(async (text: string, { why }: { readonly why: string }) => {
      const desk = await session.desk();
      const path = { id: await rolloutIdNamed(desk, text) };
      const rollout = await answered(desk.POST('/api/rollouts/{id}/halt', { params: { path }, body: { why } }));
      session.say(`The rollout "${rollout.name}" is halted. It is not resumed.`, ...stopSentences(rollout));
    });
