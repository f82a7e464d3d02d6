import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { testDatabase } from '../../../test/database/test-database.js';
import { copyRows } from './copy-rows.js';
import { inTransaction } from './in-transaction.js';
import { openDataSource } from './open-data-source.js';

let database: Awaited<ReturnType<typeof testDatabase>>;
let source: DataSource;
beforeAll(async () => {
  database = await testDatabase();
  source = await openDataSource(database.url);
  await source.query('CREATE TABLE copied (id int PRIMARY KEY, t text, w text[], j jsonb, at timestamptz, b boolean)');
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const HOSTILE = ['', '\\N', '\\.', 'a\tb', 'a\nb', 'a\r\nb', '\\', '"', '{a,b}', 'NULL', "';--", 'Skåne \u2028'];

it('copies every text as it is, alone, among words and in JSON', async () => {
  const at = new Date('2026-03-10T12:00:00.123Z');
  const rows = HOSTILE.map((text, id) => [id, text, [text, ...HOSTILE], { [text]: text, n: 1 }, at, true] as const);
  await inTransaction(source, (tx) =>
    copyRows(tx, 'copied (id, t, w, j, at, b)', [...rows, [99, ...Array<null>(5).fill(null)]]),
  );
  const read = await source.query<Record<string, unknown>[]>('SELECT * FROM copied ORDER BY id');
  expect(read.map(({ id, t, w, j, at: when, b }) => [id, t, w, j, when, b])).toEqual([
    ...rows,
    [99, null, null, null, null, null],
  ]);
});

it('leaves nothing of rows of which one is refused, and the connection works on', async () => {
  const twice = [[200, 'one', null, null, null, null] as const, [200, 'two', null, null, null, null] as const];
  const copying = inTransaction(source, (tx) => copyRows(tx, 'copied (id, t, w, j, at, b)', twice));
  await expect(copying).rejects.toMatchObject({ code: '23505' });
  expect(await source.query('SELECT count(*)::int AS n FROM copied WHERE id = 200')).toEqual([{ n: 0 }]);
});
