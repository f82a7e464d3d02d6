import type { Command } from 'commander';
import { instantText } from '../printing/amounts.js';
import { type Fact, facts } from '../printing/facts.js';
import { table } from '../printing/table.js';
import { answered } from '../release-desk/release-desk.js';
import { Refusal } from '../refusal.js';
import type { Session } from '../session.js';
import { filedStopAll } from './stop-all/stop-all-file.js';
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
      const { inForce } = await answered(desk.GET('/api/stop-all')).catch(withFile(session));
      const all = await allRollouts(desk);
      const watched: Rollout[] = [];
      for (const { id } of all.filter(({ state }) => WATCHED.has(state)))
        watched.push(await answered(desk.GET('/api/rollouts/{id}', { params: { path: { id } } })));
      session.show({ server: address.origin, stopAll: inForce, rollouts: watched }, options, () => [
        ...facts([
          ['Server', `${address.origin}, it answers`],
          ...inForce.map(({ who, why, at }): Fact => ['STOPPED', `all, by ${who} at ${instantText(at)}: ${why}`]),
          ['Rollouts', `${watched.length} of ${all.length} to watch`],
        ]),
        ...(watched.length === 0 ? [] : ['', ...linesFor(watched)]),
      ]);
    });

/** Where the desk cannot tell, the file on this machine still can. */
const withFile = (session: Session) => async (cause: unknown) => {
  const filed = await filedStopAll(session.io);
  if (filed && cause instanceof Refusal)
    throw new Refusal([`All is stopped on this machine, by ${filed.who}: ${filed.why}`, ...cause.sentences], { cause });
  throw cause;
};

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
