import type { ReadPool } from '@tidings/postgres';
import { type GuardrailVerdict, guardrailVerdicts } from '@tidings/rollout-engine';
import { type Instant, instantOf, type RolloutId, type SliceHoldId } from '@tidings/vocabulary';
import { oneRollout } from './snapshot-source.js';
import { stageEvidence } from './stage-evidence.js';

/** A slice that waits, or waited. */
export interface SliceHoldOnRecord {
  readonly holdId: SliceHoldId;
  readonly attribute: string;
  readonly value: string;
  readonly since: Instant;
  /** What was found, with the numbers compared. */
  readonly reasons: readonly { readonly code: string; readonly wants: string; readonly has: string }[];
  /** Who asked to let it go; another person then does. */
  readonly releaseAskedBy?: string;
  readonly releaseWhy?: string;
  readonly releasedBy?: string;
  readonly releasedAt?: Instant;
}

/** How every guardrail of a rollout stands now; none before it is started. Undefined: no such rollout. */
export async function rolloutGuardrails(
  pool: ReadPool,
  rolloutId: RolloutId,
  now: Instant,
): Promise<readonly GuardrailVerdict[] | undefined> {
  const seen = await oneRollout(pool, rolloutId);
  if (!seen) return undefined;
  if (!seen.facts.stage) return [];
  return guardrailVerdicts(seen.facts, await stageEvidence(pool, seen.facts, now), now);
}

/** Held slices of a rollout, newest first, released ones too. */
export async function sliceHolds(pool: ReadPool, rolloutId: RolloutId): Promise<readonly SliceHoldOnRecord[]> {
  type Row = Omit<SliceHoldOnRecord, 'since' | 'releasedAt'> & {
    readonly since: Date;
    readonly releasedAt: Date | null;
  };
  const rows = await pool.rows<{ [Key in keyof Row]: Row[Key] | null }>(
    {
      name: 'slice-holds',
      text: `SELECT id AS "holdId", attribute, value, since, evidence AS reasons, release_asked_by AS "releaseAskedBy",
                    release_why AS "releaseWhy", released_by AS "releasedBy", released_at AS "releasedAt"
               FROM slice_hold WHERE rollout_id = $1 ORDER BY since DESC, id`,
    },
    [rolloutId],
  );
  return rows.map(({ since, releasedAt, releaseAskedBy, releaseWhy, releasedBy, ...hold }) => ({
    holdId: hold.holdId!,
    attribute: hold.attribute!,
    value: hold.value!,
    reasons: hold.reasons!,
    since: instantOf(since!),
    ...(typeof releaseAskedBy === 'string' && { releaseAskedBy }),
    ...(typeof releaseWhy === 'string' && { releaseWhy }),
    ...(typeof releasedBy === 'string' && { releasedBy }),
    ...(releasedAt && { releasedAt: instantOf(releasedAt) }),
  }));
}
