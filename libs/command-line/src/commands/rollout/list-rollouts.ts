import type { Command } from 'commander';
import { instantText } from '../../printing/amounts.js';
import { table } from '../../printing/table.js';
import type { Session } from '../../session.js';
import { allRollouts, type RolloutSummary } from './all-rollouts.js';

export const listRollouts = (to: Command, session: Session): Command =>
  to
    .command('list')
    .description('rollouts, newest first')
    .option('--json', 'answer as JSON')
    .action(async (options: { readonly json?: boolean }) => {
      const rollouts = await allRollouts(await session.desk());
      session.show(rollouts, options, () => linesFor(rollouts));
    });

function linesFor(rollouts: readonly RolloutSummary[]): readonly string[] {
  if (rollouts.length === 0)
    return ['No rollout yet. Create one with: tidings rollout create --name NAME --release RELEASE'];
  return table(
    [
      { head: 'ID', cell: ({ id }) => id },
      { head: 'ROLLOUT', cell: ({ name }) => name },
      { head: 'RELEASE', cell: ({ release }) => release },
      { head: 'STATE', cell: ({ state }) => state },
      { head: 'SINCE', cell: ({ stateAt }) => instantText(stateAt) },
    ],
    rollouts,
  );
}
