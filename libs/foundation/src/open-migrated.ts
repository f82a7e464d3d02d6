import { databaseTrouble } from '@tidings/postgres';
import { openDataSource } from '@tidings/records';
import { DomainError } from '@tidings/vocabulary';
import type { DataSource } from 'typeorm';

/** PostgreSQL, appendix A: insufficient privilege. */
const NO_RIGHT = '42501';

/** An open database in its newest shape. Errors: 'database-not-fit' { trouble } when the role may not change tables and they need it. */
export async function openMigrated(databaseUrl: string): Promise<DataSource> {
  try {
    return await openDataSource(databaseUrl);
  } catch (cause) {
    if ((cause as { readonly code?: unknown }).code !== NO_RIGHT) throw cause;
    throw new DomainError('database-not-fit', { trouble: databaseTrouble(databaseUrl, cause) }, { cause });
  }
}
