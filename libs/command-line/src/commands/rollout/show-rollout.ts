import type { Command } from 'commander';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { rolloutIdNamed } from './all-rollouts.js';
import { guardrailLines } from './guardrail-lines.js';
import { rolloutLines } from './rollout-lines.js';

export const showRollout = (to: Command, session: Session): Command =>
  to
    .command('show <rollout>')
    .description('how far it is, what came of it, what it waits for')
    .option('--json', 'answer as JSON')
    .action(async (text: string, options: { readonly json?: boolean }) => {
      const desk = await session.desk();
      const path = { id: await rolloutIdNamed(desk, text) };
      const rollout = await answered(desk.GET('/api/rollouts/{id}', { params: { path } }));
      const { guardrails } = await answered(desk.GET('/api/rollouts/{id}/guardrails', { params: { path } }));
      session.show({ ...rollout, guardrails }, options, () => [
        ...rolloutLines(rollout),
        ...guardrailLines(guardrails),
      ]);
    });
