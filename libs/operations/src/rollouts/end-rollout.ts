import type { RolloutRow, Tx } from '@tidings/records';
import { type Actor, dateOf, type Instant, type RolloutId } from '@tidings/vocabulary';

/** What a rollout rests on is gone, and why. */
export interface RestsNoMore {
  readonly because: 'release-withdrawn' | 'key-revoked';
  readonly why: string;
}

/** Ends a rollout as by a halt, in the act that took away what it rests on. False: it does not run. Under its lock. */
export async function endRollout(
  tx: Tx,
  actor: Actor,
  rolloutId: RolloutId,
  { because, why }: RestsNoMore,
  now: Instant,
): Promise<boolean> {
  const row = await tx.rollouts.lock(rolloutId);
  if (!ENDS.has(row.state)) return false;
  const epoch = row.epoch + 1;
  const state = { state: 'halted', stateAt: dateOf(now), stateBy: actor.person, stateWhy: why } as const;
  await tx.rollouts.apply(
    rolloutId,
    {
      kind: 'halt',
      by: actor.person,
      evidence: {},
      reasons: [{ code: because, wants: why, has: '' }],
      set: { ...state, epoch, validFromEpoch: epoch },
    },
    { ifRevision: row.revision },
  );
  await tx.journal.append({ actor, act: 'rollout-halted', subject: rolloutId, facts: { why, epoch, because } });
  return true;
}

/** A draft and an approved one never start: the gates of release and key refuse. */
const ENDS: ReadonlySet<RolloutRow['state']> = new Set(['running', 'paused', 'completed']);
