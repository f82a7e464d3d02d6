import type { ReadPool } from '@tidings/postgres';
import type { Attempt, RolloutTally, VehicleFacts } from '@tidings/rollout-engine';
import { type Instant, instant, type RolloutId, type VehicleId } from '@tidings/vocabulary';
import { type AttemptJson, attemptOf } from './attempt-of.js';
import { OWNER_COLUMNS, type OwnerColumns, ownerFactsOf } from './owner-facts.js';
import { REGISTER_COLUMN, type RegisterColumn, registerFactsOf } from './register-refusals.js';
import { VEHICLE_COLUMNS, type VehicleColumns, vehicleOf } from './vehicle-of.js';

/** What must be read fresh before anything is permitted: memory may only say no. */
export interface LiveRollout {
  readonly rolloutId: RolloutId;
  readonly revision: number;
  readonly evaluatedAt: Instant | undefined;
  readonly tally: RolloutTally;
}

export interface PollFacts {
  readonly controllerId: string;
  readonly vehicle: VehicleFacts;
  readonly wantsAttributes: boolean;
  /** All of this vehicle's, oldest first. */
  readonly attempts: readonly Attempt[];
  readonly live: readonly LiveRollout[];
}

// Keyed by primary keys throughout; the number of live rollouts, not of vehicles or finished rollouts, sets its cost.
const TEXT = `
SELECT ${VEHICLE_COLUMNS},
  (SELECT coalesce(jsonb_agg(to_jsonb(a) ORDER BY a.wire_number), '[]') FROM attempt a WHERE a.vehicle_id = v.id) AS attempts,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'revision', r.revision, 'evaluatedAt', r.evaluated_at,
            'offered', t.offered, 'open', t.open, 'outcomes', t.outcomes,
            'hour', t.hour, 'bytes', t.bytes)), '[]')
     FROM rollout r JOIN rollout_tally t ON t.rollout_id = r.id
    WHERE r.state IN ('running', 'paused') OR t.open > 0) AS live,
  ${OWNER_COLUMNS},
  ${REGISTER_COLUMN}
FROM vehicle v WHERE v.id = $1`;

interface Row extends VehicleColumns, OwnerColumns, RegisterColumn {
  readonly attempts: readonly AttemptJson[];
  readonly live: readonly {
    readonly id: string;
    readonly revision: number;
    readonly evaluatedAt: string | null;
    readonly offered: number;
    readonly open: number;
    readonly outcomes: number;
    readonly hour: string | null;
    readonly bytes: number;
  }[];
}

/** Everything a decision about one vehicle needs, in one read. Undefined: no such vehicle. */
export async function pollFacts(pool: ReadPool, vehicleId: VehicleId): Promise<PollFacts | undefined> {
  const [row] = await pool.rows<Row>({ name: 'poll-facts', text: TEXT }, [vehicleId]);
  if (!row) return undefined;
  return {
    controllerId: row.controller_id,
    vehicle: { ...vehicleOf(row), ...ownerFactsOf(row), ...registerFactsOf(row) },
    wantsAttributes: row.wants_attributes,
    attempts: row.attempts.map(attemptOf),
    live: row.live.map(({ id, revision, evaluatedAt, offered, open, outcomes, hour, bytes }) => ({
      rolloutId: id as RolloutId,
      revision,
      evaluatedAt: evaluatedAt === null ? undefined : instant(Date.parse(evaluatedAt)),
      tally: { offered, open, outcomes, ...(hour !== null && { hour: instant(Date.parse(hour)), bytes }) },
    })),
  };
}
