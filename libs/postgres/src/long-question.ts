import { DomainError } from '@tidings/vocabulary';
import type { ReadPool, Statement } from './read-pool.js';

export interface LongQuestionOptions {
  /** Aborted when nobody waits for the answer any more: the server stops working on it at once. */
  readonly signal?: AbortSignal | undefined;
  /** What the planner is told for this question alone: "work_mem = '64MB'". */
  readonly settings: readonly string[];
}

/** A scan that may take seconds, on a connection of its own. Errors: 'asker-gone'; as asDomainError says. */
export async function longQuestion<Row>(
  pool: ReadPool,
  { text }: Statement,
  values: readonly unknown[],
  { signal, settings }: LongQuestionOptions,
): Promise<readonly Row[]> {
  if (signal?.aborted === true) throw new DomainError('asker-gone');
  return await pool.session(async (session) => {
    await session.query('BEGIN READ ONLY');
    const { rows: backends } = await session.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    let cancelling: Promise<unknown> = Promise.resolve();
    const cancel = (): void => {
      const stop = { text: 'SELECT pg_cancel_backend($1)' };
      cancelling = pool.rows(stop, [backends[0]!.pid]).catch(() => undefined);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      await session.query(settings.map((setting) => `SET LOCAL ${setting}`).join('; '));
      return (await session.query(text, [...values])).rows as Row[];
    } catch (error) {
      throw signal?.aborted === true ? new DomainError('asker-gone', {}, { cause: error }) : error;
    } finally {
      signal?.removeEventListener('abort', cancel);
      // A cancel that came too late must not meet whoever uses this connection next.
      await cancelling;
      await session.query('ROLLBACK');
    }
  });
}
