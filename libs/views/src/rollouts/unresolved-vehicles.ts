import type { ReadPool } from '@tidings/postgres';
import { type AttemptState, type RolloutFacts } from '@tidings/rollout-engine';
import { before, dateOf, type Instant, instantOf, type VehicleId } from '@tidings/vocabulary';
import type { Page, PageOf } from '../page.js';
import { IS_EVIDENCE } from './start-segments-sql.js';

/** A vehicle that a rollout counts as unresolved: begun long enough ago to be silent, and no outcome yet. */
export interface UnresolvedVehicle {
  readonly vehicleId: VehicleId;
  readonly controllerId: string;
  readonly state: AttemptState['kind'];
  readonly startedAt: Instant;
  /** Undefined: never since we know it. */
  readonly lastSeenAt: Instant | undefined;
}

/** As stage-evidence.ts counts them; by vehicle id. */
const TEXT = `
SELECT a.vehicle_id AS "vehicleId", v.controller_id AS "controllerId", a.state, a.fetched_at AS "startedAt", c.last_seen_at AS "lastSeenAt"
  FROM attempt a JOIN vehicle v ON v.id = a.vehicle_id LEFT JOIN vehicle_contact c ON c.vehicle_id = a.vehicle_id
 WHERE a.rollout_id = $1 AND a.closed_at IS NULL AND a.fetched_at <= $2 AND a.vehicle_id > $3 AND ${IS_EVIDENCE('a')}
 ORDER BY a.vehicle_id LIMIT $4`;

type Row = Omit<UnresolvedVehicle, 'startedAt' | 'lastSeenAt'> & {
  readonly startedAt: Date;
  readonly lastSeenAt: Date | null;
};

export async function unresolvedVehicles(
  pool: ReadPool,
  { rolloutId, plan }: Pick<RolloutFacts, 'rolloutId' | 'plan'>,
  { limit, after = '' }: PageOf,
  now: Instant,
): Promise<Page<UnresolvedVehicle>> {
  const startedBy = dateOf(before(now, plan.silentAfter));
  const rows = await pool.rows<Row>({ name: 'unresolved-vehicles', text: TEXT }, [
    rolloutId,
    startedBy,
    after,
    limit + 1,
  ]);
  const items = rows.slice(0, limit).map(({ startedAt, lastSeenAt, ...row }) => ({
    ...row,
    startedAt: instantOf(startedAt),
    lastSeenAt: lastSeenAt === null ? undefined : instantOf(lastSeenAt),
  }));
  const next = rows.length > limit ? items.at(-1)?.vehicleId : undefined;
  return { items, ...(next !== undefined && { next }) };
}
