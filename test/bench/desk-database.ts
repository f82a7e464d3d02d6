import type { PrivatePostgres } from '@tidings/embedded-defaults';
import { openDataSource } from '@tidings/records';
import { sha256Of } from '@tidings/vocabulary';
import pg from 'pg';

/** An API token of a release manager. */
export const TOKEN = 'tdg_of-the-bench';

/** A migrated database of this name in which TOKEN opens the release desk. */
export async function deskDatabase(postgres: PrivatePostgres, name: string): Promise<string> {
  await ask(postgres.url('postgres'), `CREATE DATABASE ${name}`);
  const url = postgres.url(name);
  const source = await openDataSource(url);
  await source.destroy();
  await ask(
    url,
    `INSERT INTO api_token (id, digest, name, issued_by, issuer_name, roles, issued_at, expires_at)
     VALUES ('tok_1', $1, 'bench', 'bench', 'bench', '{release-manager}', now(), now() + interval '1 day')`,
    [sha256Of(TOKEN)],
  );
  return url;
}

async function ask(url: string, text: string, values: readonly unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text, [...values]).finally(() => client.end());
}
