import type { Duplex } from 'node:stream';
import { asDomainError } from '@tidings/postgres';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

/**
 * Commits all of `work` or nothing. A connection on which the server has stopped answering is cut and never used again: a rollback
 * would wait behind the statement, and when the server comes back it would hold its locks in a transaction that nobody ends.
 * Errors: as asDomainError says.
 */
export async function inTransaction<T>(source: DataSource, work: (rows: EntityManager) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner();
  try {
    await runner.startTransaction();
    const result = await work(runner.manager);
    await runner.commitTransaction();
    return result;
  } catch (cause) {
    if (isLeftWaiting(cause)) await cut(runner);
    // Where the connection is lost, so is the transaction.
    else await runner.rollbackTransaction().catch(() => undefined);
    throw asDomainError(cause);
  } finally {
    await runner.release();
  }
}

/** pg gives up on a statement in these words, and goes on waiting for its answer. */
const isLeftWaiting = (cause: unknown): boolean =>
  [cause, (cause as Error | undefined)?.cause].some(
    (error) => error instanceof Error && error.message === 'Query read timeout',
  );

async function cut(runner: QueryRunner): Promise<void> {
  const { connection } = (await runner.connect()) as { readonly connection: { readonly stream: Duplex } };
  await new Promise((resolve) => connection.stream.once('close', resolve).destroy());
}
