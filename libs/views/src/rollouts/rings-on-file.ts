import type { ReadPool } from '@tidings/postgres';

/** Which of these rings exist. */
export async function ringsOnFile(pool: ReadPool, names: readonly string[]): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const rows = await pool.rows<{ name: string }>(
    { name: 'rings-on-file', text: 'SELECT name FROM ring WHERE name = ANY($1)' },
    [names],
  );
  return new Set(rows.map(({ name }) => name));
}
