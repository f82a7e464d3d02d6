import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SealJournal } from '@tidings/operations';
import { SEALED_KINDS, type SealedKindName } from '@tidings/update-trust';
import type { PackageId, ReleaseId, Sha256 } from '@tidings/vocabulary';
import fc from 'fast-check';
import { VerificationHouse } from './verification-house.js';

const KINDS = Object.keys(SEALED_KINDS) as SealedKindName[];

describe('what is on record', () => {
  let house: VerificationHouse;
  const id = () => ({ package: house.packageIds[0] as PackageId, release: house.releaseId as ReleaseId });
  beforeAll(async () => void (house = await VerificationHouse.open()), 120_000);
  afterAll(() => house.desk.close());

  it('is what was written: every row of every kind, after every verb, and every byte', async () => {
    const lines = await house.lines({ kind: 'store' });
    expect(lines.filter(({ kind }) => kind === 'fault')).toEqual([]);
    expect(lines.at(-1)).toMatchObject({ kind: 'end', faults: 0, blocks: 1, bytes: expect.any(Number) });
    for (const kind of KINDS) expect(await house.sql(`SELECT FROM "${SEALED_KINDS[kind].table}"`)).not.toEqual([]);
    expect(await house.faults({ kind: 'package', id: id().package })).toEqual([]);
    expect(await house.faults({ kind: 'release', id: id().release })).toEqual([]);
  });

  it.each(KINDS)('has no column that can be changed unseen: %s', async (kind) => {
    const columns = await house.sealedColumns(kind);
    const rows = await house.sql<{ count: number }>(`SELECT count(*)::int AS count FROM "${SEALED_KINDS[kind].table}"`);
    const faults = await house.whileFlipped(kind, columns, () => house.faults());
    const changed = faults.filter((fault) => fault.startsWith(`row-changed ${kind} `));
    expect(changed).toHaveLength(rows[0]!.count);
    for (const fault of changed) for (const { name } of columns) expect(fault.split(' ')).toContain(name);
  });

  it('names the row and the one column that differs, whichever it is', async () => {
    const columns = await Promise.all(
      KINDS.map(async (kind) => (await house.sealedColumns(kind)).map((column) => ({ kind, column }))),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...columns.flat()), async ({ kind, column }) => {
        const faults = await house.whileFlipped(kind, [column], () => house.faults());
        const changed = faults.filter((fault) => fault.startsWith('row-changed'));
        expect(changed.length).toBeGreaterThan(0);
        for (const fault of changed) expect(fault).toMatch(new RegExp(`^row-changed ${kind} .* ${column.name}$`));
      }),
      { numRuns: 12 },
    );
  });

  it('misses a row that is gone, and one that came without an act', async () => {
    await house.sql(`CREATE TABLE kept AS TABLE release; UPDATE release SET id = 'rel_other'`);
    const faults = await house.faults();
    await house.sql('DELETE FROM release; INSERT INTO release SELECT * FROM kept; DROP TABLE kept');
    expect(faults).toEqual(
      expect.arrayContaining([
        'row-not-sealed release rel_other (Asterion 4.2)',
        `row-missing release ${house.releaseId}`,
      ]),
    );
  });

  it('cannot be put back to what an earlier entry said', async () => {
    const back = `UPDATE rollout SET state = 'running'`;
    await house.sql(`CREATE TABLE kept AS TABLE rollout; ${back}`);
    const faults = await house.faults({ kind: 'release', id: id().release });
    await house.sql('DELETE FROM rollout; INSERT INTO rollout SELECT * FROM kept; DROP TABLE kept');
    expect(faults).toEqual([expect.stringMatching(/^row-changed rollout rol_\w+ \(first\) state$/)]);
  });

  it('tells a signature that does not hold from a row that says something else', async () => {
    const jws = await house.whileFlipped('package', [{ name: 'declaration_jws', type: 'text' }], () => house.faults());
    expect(jws.filter((fault) => fault.startsWith('signature-not-valid'))).toHaveLength(2);
    const hardware = await house.whileFlipped('package', [{ name: 'hardware_ids', type: '_text' }], () =>
      house.faults({ kind: 'package', id: id().package }),
    );
    expect(hardware).toContain(`declaration-differs package ${id().package} (vega-system 4.2.0) hardware_ids`);
    const key = await house.whileFlipped('publisher key', [{ name: 'jwk', type: 'jsonb' }], () => house.faults());
    expect(key.filter((fault) => fault.startsWith('signature-not-valid'))).toHaveLength(2);
  });

  it('finds one byte of a stored artifact, wherever it is, and one that is gone', async () => {
    const [{ sha256, size }] = (await house.sql<{ sha256: Sha256; size: string }>(
      `SELECT f.sha256, f.size FROM artifact f JOIN package p ON p.artifact_sha256 = f.sha256 WHERE p.id = $1`,
      [id().package],
    )) as [{ sha256: Sha256; size: string }];
    const path = join(house.desk.artifacts, 'objects', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    await fc.assert(
      fc.asyncProperty(fc.nat(Number(size) - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        await flipByte(path, at, change);
        const faults = await house.faults({ kind: 'package', id: id().package });
        await flipByte(path, at, change);
        expect(faults).toEqual([`artifact-changed artifact ${sha256} package ${id().package} (vega-system 4.2.0)`]);
      }),
      { numRuns: 10 },
    );
    await house.desk.foundation.store.remove(sha256);
    expect(await house.faults()).toEqual([
      `artifact-missing artifact ${sha256} package ${id().package} (vega-system 4.2.0)`,
    ]);
  });

  it('finds an entry of the journal that was changed, sealed or not', async () => {
    const flip = `UPDATE journal_entry SET bytes = set_byte(bytes, 40, 33) WHERE act = 'release-approved'`;
    await house.sql(`CREATE TABLE kept AS TABLE journal_entry; ${flip}`);
    expect(await house.faults()).toContainEqual(expect.stringMatching(/^journal-changed block 1 entry-changed$/));
    await house.sql('DELETE FROM journal_entry; INSERT INTO journal_entry SELECT * FROM kept; DROP TABLE kept');
    const { records, clock } = house.desk.foundation;
    await new SealJournal(records, clock).run();
    expect((await house.faults()).filter((fault) => fault.startsWith('journal-changed'))).toEqual([]);
  });

  it('is not told of what is not there', async () => {
    expect(await house.desk.get('aude', '/api/verifications/packages/pkg_nowhere')).toMatchObject({ status: 404 });
    expect(await house.desk.get('vera', '/api/verifications/packages/pkg_nowhere')).toMatchObject({ status: 403 });
  });
});

async function flipByte(path: string, at: number, change: number): Promise<void> {
  const file = await open(path, 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, at);
  await file.write(Buffer.of(byte[0]! ^ change), 0, 1, at);
  await file.close();
}
