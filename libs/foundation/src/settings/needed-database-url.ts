import { DomainError } from '@tidings/vocabulary';
import type { Settings } from './settings.js';

/** The database of an app that brings none. Errors: 'bad-settings'. */
export function neededDatabaseUrl({ databaseUrl }: Pick<Settings, 'databaseUrl'>): string {
  if (databaseUrl !== undefined) return databaseUrl;
  throw new DomainError('bad-settings', {
    problems: ['DATABASE_URL must be set: only npm start brings its own database'],
  });
}
