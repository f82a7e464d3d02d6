import { JsonLog } from '@tidings/http-edge';
import { checkDatabase } from '@tidings/postgres';
import { openMigrated } from './open-migrated.js';
import { readSettings } from './settings/read-settings.js';
import { neededDatabaseUrl } from './settings/needed-database-url.js';
import { sayWhyNot } from './start-app.js';

/**
 * Brings the configured database to its newest shape and ends: for installations whose apps may not change tables. Where they
 * may, nobody needs it: every app does the same at its start, one at a time. Exit code 0, or 1 with a sentence.
 */
export async function migrateOnce(): Promise<void> {
  try {
    const settings = readSettings(process.env);
    const databaseUrl = neededDatabaseUrl(settings);
    await checkDatabase(databaseUrl);
    const source = await openMigrated(databaseUrl);
    await source.destroy();
    new JsonLog(settings.logLevel).info('the database has its newest shape');
  } catch (cause) {
    sayWhyNot(cause);
  }
}
