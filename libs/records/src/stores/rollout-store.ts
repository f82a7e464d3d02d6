import { before, dateOf, DomainError, type Instant, type RolloutId } from '@tidings/vocabulary';
import { EVALUATION_HOLDS, type Slice } from '@tidings/rollout-engine';
import type { EntityManager } from 'typeorm';
import { RolloutRow } from '../rows/rollout-row.js';
import { RolloutStepRow } from '../rows/rollout-step-row.js';
import { SliceHoldRow } from '../rows/slice-hold-row.js';

/** A change of a rollout with what it looked at; applied to the revision that was seen, or not at all. */
export interface RolloutChange {
  readonly kind: string;
  readonly by: string;
  readonly evidence: unknown;
  readonly reasons: unknown;
  readonly set: Partial<Omit<RolloutRow, 'id' | 'revision'>>;
}

/** Why nothing moves. */
export interface Waiting {
  readonly rolloutId: RolloutId;
  /** StepReason[]. */
  readonly reasons: unknown;
  readonly asks: boolean;
}

export class RolloutStore {
  constructor(
    private readonly rows: EntityManager,
    private readonly now: Instant,
  ) {}

  /** The row under its lock. Errors: 'not-found'. */
  async lock(rolloutId: RolloutId): Promise<RolloutRow> {
    const row = await this.rows.findOne(RolloutRow, { where: { id: rolloutId }, lock: { mode: 'pessimistic_write' } });
    if (!row) throw new DomainError('not-found', { what: 'rollout', id: rolloutId });
    return row;
  }

  /** Errors: 'revision-conflict' when somebody else moved the rollout first. */
  async apply(rolloutId: RolloutId, change: RolloutChange, { ifRevision }: { ifRevision: number }): Promise<void> {
    const result = await this.rows.update(
      RolloutRow,
      { id: rolloutId, revision: ifRevision },
      { ...(change.set as object), revision: ifRevision + 1 },
    );
    if (result.affected !== 1) throw new DomainError('revision-conflict', { what: 'rollout', id: rolloutId });
    await this.note(rolloutId, ifRevision + 1, change);
  }

  /** Keeps a decision with its evidence, so that it can be recomputed. */
  async note(rolloutId: RolloutId, revision: number, change: Omit<RolloutChange, 'set'>): Promise<void> {
    await this.rows.insert(RolloutStepRow, {
      rolloutId,
      revision,
      kind: change.kind,
      evidence: change.evidence as never,
      reasons: change.reasons as never,
      decidedAt: dateOf(this.now),
      decidedBy: change.by,
    });
  }

  /** A part of the cohort waits from this step on. */
  async holdSlice(
    rolloutId: RolloutId,
    { attribute, value }: Slice,
    revision: number,
    evidence: unknown,
  ): Promise<void> {
    await this.rows.insert(SliceHoldRow, {
      // One step a revision, and one slice a step.
      id: `hol_${rolloutId.slice('rol_'.length)}x${revision}`,
      rolloutId,
      attribute,
      value,
      since: dateOf(this.now),
      evidence: evidence as never,
    });
  }

  /** The finder has had this look, and it accused nobody. */
  async sliceLooked(rolloutId: RolloutId, look: number): Promise<void> {
    await this.rows.query('UPDATE rollout SET slice_looks = $2 + 1 WHERE id = $1 AND slice_looks = $2', [
      rolloutId,
      look,
    ]);
  }

  /**
   * What the conductor found missing at its last look, and since when it asks a person: for people, no step. Written only where it says
   * something else than before.
   */
  async noteWaits(waits: readonly Waiting[]): Promise<void> {
    await this.rows.query(
      `UPDATE rollout r SET waits_for = w.reasons, asked_at = CASE WHEN w.asks THEN coalesce(r.asked_at, $2) END
         FROM jsonb_to_recordset($1::jsonb) AS w("rolloutId" text, reasons jsonb, asks boolean)
        WHERE r.id = w."rolloutId" AND r.state IN ('approved', 'running')
          AND (r.waits_for IS DISTINCT FROM w.reasons OR (r.asked_at IS NOT NULL) <> w.asks)`,
      [JSON.stringify(waits), dateOf(this.now)],
    );
  }

  /** The conductor has looked; only a running rollout is worth the mark. Time behind a look that did not hold any more was watched by nobody. */
  async markEvaluated(rolloutIds: readonly RolloutId[]): Promise<void> {
    if (rolloutIds.length === 0) return;
    await this.rows.query(
      `UPDATE rollout SET evaluated_at = $2, unwatched = CASE WHEN evaluated_at >= $3 THEN unwatched ELSE unwatched || ${GAP} END
        WHERE id = ANY($1)`,
      [rolloutIds, dateOf(this.now), dateOf(before(this.now, EVALUATION_HOLDS))],
    );
  }
}

/** From the last look to this one, as watchedAgain says it in memory. */
const GAP = `jsonb_build_array(jsonb_build_object('from', floor(extract(epoch FROM evaluated_at) * 1000)::bigint,
                                                'to', floor(extract(epoch FROM $2::timestamptz) * 1000)::bigint))`;
