import type { ReadPool } from '@tidings/postgres';
import { dateOf, type Instant, type RolloutId } from '@tidings/vocabulary';

/** Approved rollouts whose planned start is due by then, and whose newest target register is older than that. */
export async function startingSoon(
  pool: ReadPool,
  { dueBy, registeredBefore }: { readonly dueBy: Instant; readonly registeredBefore: Instant },
): Promise<readonly RolloutId[]> {
  const rows = await pool.rows<{ id: RolloutId }>(
    {
      name: 'starting-soon',
      text: `SELECT r.id FROM rollout r JOIN release e ON e.id = r.release_id
              WHERE r.state = 'approved' AND e.state = 'available' AND (r.plan->>'startsAt')::bigint <= $1::bigint
                AND NOT EXISTS (SELECT FROM target_register t WHERE t.rollout_id = r.id AND t.as_of >= $2) ORDER BY r.id`,
    },
    [dueBy, dateOf(registeredBefore)],
  );
  return rows.map(({ id }) => id);
}
