import 'reflect-metadata';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { seconds } from '@tidings/vocabulary';
import { MIGRATIONS } from './migrations/index.js';
import { ENTITIES } from './rows/index.js';

/** TypeORM's settings for a database; never synchronises, migrations only. */
export const dataSourceOptions = (url: string): DataSourceOptions => ({
  type: 'postgres',
  url,
  entities: [...ENTITIES],
  migrations: [...MIGRATIONS],
  synchronize: false,
  migrationsTransactionMode: 'each',
  poolSize: 12,
  // A lost connection must not take the process down; the next query says what is wrong.
  poolErrorHandler: () => undefined,
  applicationName: 'tidings-records',
  connectTimeoutMS: CONNECT_WITHIN,
  extra: { statement_timeout: STATEMENT_WITHIN, query_timeout: STATEMENT_WITHIN + NETWORK_GRACE },
});

// As for reads (postgres, ReadPool): who asks is told 503 rather than left waiting.
const CONNECT_WITHIN = seconds(5);
const STATEMENT_WITHIN = seconds(10);
// A server that no longer answers cannot cancel either: we give up this much later.
const NETWORK_GRACE = seconds(2);

/** An open connection to a database in its newest shape. Several processes may start at once: one migrates, the others wait. */
export async function openDataSource(url: string): Promise<DataSource> {
  await migrate(url);
  return await new DataSource(dataSourceOptions(url)).initialize();
}

// Any fixed number: the advisory lock that lets one process migrate at a time.
const MIGRATION_LOCK = 0x7464_0001;

/** A migration, and the wait for another process's, may take as long as it takes. */
async function migrate(url: string): Promise<void> {
  const source = await new DataSource({ ...dataSourceOptions(url), extra: {} }).initialize();
  try {
    const guard = source.createQueryRunner();
    try {
      await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
      await source.runMigrations();
    } finally {
      await guard.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      await guard.release();
    }
  } finally {
    await source.destroy();
  }
}
