import 'reflect-metadata';
import { DataSource, type DataSourceOptions } from 'typeorm';
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
});

/** An open connection to a database in its newest shape. Several processes may start at once: one migrates, the others wait. */
export async function openDataSource(url: string): Promise<DataSource> {
  const source = new DataSource(dataSourceOptions(url));
  await source.initialize();
  try {
    await migrate(source);
  } catch (cause) {
    await source.destroy();
    throw cause;
  }
  return source;
}

// Any fixed number: the advisory lock that lets one process migrate at a time.
const MIGRATION_LOCK = 0x7464_0001;

async function migrate(source: DataSource): Promise<void> {
  const guard = source.createQueryRunner();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await source.runMigrations();
  } finally {
    await guard.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await guard.release();
  }
}
