import type { Tx } from '@tidings/records';

/**
 * Makes transactions about the same name wait for each other, so that two first ones cannot both find nothing. Ends with
 * the transaction. The unique index stays the proof; this turns its raw error into an answer.
 */
export async function oneAtATime(tx: Tx, what: string, name: string): Promise<void> {
  await tx.rows.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${what} ${name}`]);
}
