import type { Command } from 'commander';
import { facts } from '../printing/facts.js';
import { table } from '../printing/table.js';
import { answered } from '../release-desk/release-desk.js';
import type { Session } from '../session.js';
import { allRollouts, type Rollout } from './rollout/all-rollouts.js';
import { stageText } from './rollout/rollout-lines.js';
import { waitingMarkets } from './rollout/waiting-markets.js';

/** Finished and unwritten ones need no eye on them. */
const WATCHED: ReadonlySet<Rollout['state']> = new Set(['running', 'paused', 'halted']);

export const showStatus = (to: Command, session: Session): Command =>
  to
    .command('status')
    .description('whether Tidings answers, and what moves')
    .option('--json', 'answer as JSON')
    .action(async (options: { readonly json?: boolean }) => {
      const { address } = await session.way();
      const desk = await session.desk();
      const all = await allRollouts(desk);
      const watched: Rollout[] = [];
      for (const { id } of all.filter(({ state }) => WATCHED.has(state)))
        watched.push(await answered(desk.GET('/api/rollouts/{id}', { params: { path: { id } } })));
      session.show({ server: address.origin, rollouts: watched }, options, () => [
        ...facts([
          ['Server', `${address.origin}, it answers`],
          ['Rollouts', `${watched.length} of ${all.length} to watch`],
        ]),
        ...(watched.length === 0 ? [] : ['', ...linesFor(watched)]),
      ]);
    });

const linesFor = (rollouts: readonly Rollout[]): readonly string[] => [
  ...table(
    [
      { head: 'ROLLOUT', cell: ({ name }) => name },
      { head: 'STATE', cell: ({ state, why }) => (why === undefined ? state : `${state}: ${why}`) },
      { head: 'STAGE', cell: (rollout) => stageText(rollout) ?? '' },
    ],
    rollouts,
  ),
  ...rollouts.flatMap((rollout) => waitingMarkets(rollout).map((line) => `${rollout.name}: ${line}`)),
];
