import type { Tx } from '@tidings/records';
import { type Actor, dateOf, type Instant, isoOf, type StopAllOrder } from '@tidings/vocabulary';

/** Writes an order down once, whoever brings it first: every gateway that has its file tries. */
export async function recordStopAll(tx: Tx, actor: Actor, order: StopAllOrder, now: Instant): Promise<void> {
  const { orderId, who, why, at } = order;
  const written = await tx.rows.query<readonly unknown[]>(
    `INSERT INTO stop_all (id, who, why, at, noted_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id`,
    [orderId, who, why, dateOf(at), dateOf(now)],
  );
  if (written.length === 0) return;
  await tx.journal.append({ actor, act: 'all-stopped', subject: orderId, facts: { who, why, at: isoOf(at) } });
  tx.nudges.look('rollouts');
}
