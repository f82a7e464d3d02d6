import type { ReadPool } from '@tidings/postgres';
import { type Instant, instantOf, type StopAllId, type StopAllOrder } from '@tidings/vocabulary';

/** An order as it is on record. */
export interface RecordedStopAll extends StopAllOrder {
  /** The earlier of what its giver's clock said and when the record heard of it: what happened since, happened under it. */
  readonly since: Instant;
  readonly isLifted: boolean;
}

interface Row extends Omit<RecordedStopAll, 'at' | 'since'> {
  readonly at: Date;
  readonly since: Date;
}

const COLUMNS = `id AS "orderId", who, why, at, least(at, noted_at) AS since, lifted_at IS NOT NULL AS "isLifted"`;

/** Every order that nobody has lifted, the oldest first: since then everything is stopped. */
export async function stopAllsInForce(pool: ReadPool): Promise<readonly RecordedStopAll[]> {
  const rows = await pool.rows<Row>({
    name: 'stop-alls-in-force',
    text: `SELECT ${COLUMNS} FROM stop_all WHERE lifted_at IS NULL ORDER BY at, id LIMIT 100`,
  });
  return rows.map(orderOf);
}

/** Undefined: the database has not heard of it yet. */
export async function stopAllOnRecord(pool: ReadPool, orderId: StopAllId): Promise<RecordedStopAll | undefined> {
  const row = await pool.one<Row>(
    { name: 'stop-all-on-record', text: `SELECT ${COLUMNS} FROM stop_all WHERE id = $1` },
    [orderId],
  );
  return row && orderOf(row);
}

const orderOf = ({ orderId, who, why, at, since, isLifted }: Row): RecordedStopAll => ({
  ...{ orderId, who, why, isLifted },
  ...{ at: instantOf(at), since: instantOf(since) },
});
