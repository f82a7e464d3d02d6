import type { ReadPool } from './read-pool.js';

/** Either the work was done, or somebody else is at it. */
export type Guarded<T> = { readonly kind: 'done'; readonly result: T } | { readonly kind: 'busy' };

/**
 * Runs `work` if no other session of this database holds the lock of that name; does not wait for it. The lock lives
 * and dies with its connection: when that breaks, `lost` is aborted, and another process may start the same work.
 * Errors: 'database-away', and whatever `work` throws.
 */
export async function withAdvisoryLock<T>(
  pool: ReadPool,
  name: string,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<Guarded<T>> {
  return await pool.session(async (session, lost) => {
    const { rows } = await session.query<{ held: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held',
      [name],
    );
    if (rows[0]?.held !== true) return { kind: 'busy' };
    try {
      return { kind: 'done', result: await work(lost) };
    } finally {
      if (!lost.aborted) await session.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name]);
    }
  });
}
