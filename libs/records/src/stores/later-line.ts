import type { RegisterLine } from '@tidings/rollout-engine';
import { dateOf, type Instant } from '@tidings/vocabulary';
import type { EntityManager } from 'typeorm';

/** A vehicle about to be offered something, as the rollout's register would list it now. */
export interface LineOfAttempt {
  readonly attemptId: string;
  readonly rolloutId: string;
  readonly vehicleId: string;
  /** Transaction that changed the vehicle last, before this one. */
  readonly changedIn: string;
  readonly line: RegisterLine;
}

/**
 * Gives a vehicle its own line when it joined or changed after the newest register was begun, in the transaction that writes its attempt: before it
 * sees anything (rollouts.md, "Cohort and target register"). A ring is joined beside the vehicle's row, so it is asked by itself.
 */
export async function writeLaterLine(rows: EntityManager, of: LineOfAttempt, now: Instant): Promise<void> {
  await rows.query(
    `INSERT INTO register_line (attempt_id, rollout_id, vehicle_id, line, written_at)
     SELECT $1, $2, $3, $4::jsonb, $5 FROM target_register t
      WHERE t.rollout_id = $2 AND t.number = (SELECT max(l.number) FROM target_register l WHERE l.rollout_id = $2)
        AND ($6::bigint >= t.mark
             OR EXISTS (SELECT FROM ring_membership m WHERE m.vehicle_id = $3 AND m.joined_at > t.as_of))`,
    [of.attemptId, of.rolloutId, of.vehicleId, JSON.stringify(of.line), dateOf(now), of.changedIn],
  );
}
