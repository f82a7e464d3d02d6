import { randomBytes, createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../processes/until.js';
import { type CommandLineHouse, demoNote, openCommandLineHouse } from './command-line-house.js';

const FLEET = [
  'controllerId,token,model,modelYear,market,timeZone,hardwareId,equipment,softwareVersion',
  'car-1,secret-1,Vega,2025,GB,Europe/London,ICM-V2,,4.1',
  'car-2,secret-2,Vega,2025,GB,Europe/London,ICM-V2,,4.1',
  'car-3,secret-3,Vega,2025,GB,Europe/London,ICM-X9,,4.1',
].join('\n');

/** The main job up to a rollout that runs and has one car under way; its id. */
async function runningRollout(house: CommandLineHouse): Promise<string> {
  const type = async (line: string): Promise<string> => {
    const { code, out, err } = await house.type(line);
    if (code !== 0) throw new Error(`"${line}": ${err}`);
    return out;
  };
  await house.write('fleet.csv', FLEET);
  await type('vehicle import fleet.csv');
  await type('publisher key-new --out key.jwk');
  await type('publisher add Asterion --key key.jwk');
  await house.write('icm.swu', randomBytes(100_000));
  await type('package push icm.swu --name asterion-icm --version 4.2 --hardware ICM-V2 --key key.jwk');
  await type(
    'release create --name Asterion --version 4.2 --package asterion-icm --rxswin-before R-41 --rxswin-after R-42',
  );
  await type('release approve Asterion --as approver');
  await type('release publish Asterion');
  await house.write('en.md', await demoNote('en-GB'));
  await type('note publish en.md --release Asterion');
  const [note] = await house.read<[{ id: string }]>('note list');
  await type(`note approve ${note.id} --as approver`);
  const { id } = await house.read<{ id: string }>(
    'rollout create --name first --release Asterion --models Vega --stages 100%:24h:1',
  );
  await type(`rollout approve ${id} --as approver`);
  return id;
}

describe('the dossier of a rollout', () => {
  let house: CommandLineHouse;
  let id: string;
  const query = <T>(text: string): Promise<T[]> => house.foundation.dataSource.query(text);
  const file = (name: string): string => join(house.folder, name);
  beforeAll(async () => {
    house = await openCommandLineHouse();
    id = await runningRollout(house);
  }, 180_000);
  afterAll(() => house.close());

  it('has a register from approval on, with every refusal counted; a rollout starts on none that is older than a day', async () => {
    const shown = await house.type(`rollout register ${id}`);
    expect(shown.out).toMatch(/Register 2, .*: 3 vehicles\./);
    expect(shown.out).toMatch(/Compatible\s+2 of 3/);
    expect(shown.out).toMatch(/Refused\s+1 of 3 .*hardware-fits/);
    const refused = await house.type(`rollout vehicles ${id} --refused`);
    expect(refused.out).toMatch(/^car-3: hardware-fits \(wants .*ICM-V2.*, has .*ICM-X9\)\n$/);
    expect((await house.type(`rollout vehicles ${id}`)).out).toContain('has an outcome');
    await query(`UPDATE target_register SET as_of = as_of - interval '25 hours'`);
    const late = await house.type(`rollout start ${id}`);
    expect([late.code, late.err]).toEqual([1, expect.stringContaining('tidings rollout register')]);
    await house.type(`rollout register ${id}`);
    expect((await house.type(`rollout start ${id}`)).code).toBe(0);
  });

  it('gives a car that changed after the register a line of its own, with its attempt', async () => {
    await query(`UPDATE vehicle SET tags = '{seen}' WHERE controller_id = 'car-2'`);
    await until(async () => {
      await house.foundation.snapshot.look('vehicles');
      return (await house.poll('car-2', 'secret-2'))['deploymentBase'] !== undefined;
    });
    expect(await house.begin('car-1', 'secret-1')).toBe(200);
    const lines = await query<{ controller: string }>(`SELECT line->>'controllerId' AS controller FROM register_line`);
    expect(lines).toEqual([{ controller: 'car-2' }]);
  });

  it('is one file that verifies without asking anybody', async () => {
    await until(async () => {
      const [{ open }] = (await query<{ open: string }>(
        `SELECT count(*) AS open FROM journal_entry WHERE block_number IS NULL`,
      )) as [{ open: string }];
      return open === '0';
    });
    const taken = await house.type(`dossier ${id} --out first.dossier --as auditor`);
    expect(taken).toMatchObject({ code: 0, out: expect.stringContaining('tidings verify dossier first.dossier') });
    const verified = await house.type('verify dossier first.dossier', { TIDINGS_URL: 'http://127.0.0.1:1' });
    expect({ ...verified, out: '' }).toEqual({ code: 0, err: '', out: '' });
    expect(verified.out).toMatch(/Targets\s+3, and 1 that came or changed later/);
    expect(verified.out).toMatch(/Attempts\s+2/);
    const text = await readFile(file('first.dossier'), 'utf8');
    const records = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const kinds = new Set(records.map(({ kind }) => kind));
    for (const kind of [
      'rollout',
      'release',
      'package',
      'plan-version',
      'note-revision',
      'register',
      'target',
      'attempt',
      'step',
    ])
      expect([...kinds]).toContain(kind);
    expect(records.find(({ kind }) => kind === 'release')).toMatchObject({
      record: { rxswin: { before: 'R-41', after: 'R-42' } },
    });
    const acts = records
      .filter(({ kind }) => kind === 'journal-entry')
      .map(({ entry }) => (entry as { act: string }).act);
    expect(acts).toEqual(
      expect.arrayContaining([
        'release-approved',
        'note-approved',
        'rollout-approved',
        'targets-registered',
        'rollout-started',
      ]),
    );
    expect(text).not.toContain('secret-1');
  });

  it.each([
    ['a target', 'the targets are not those that were registered', '{"kind":"target","line":{"vehicle":"veh_'],
    ['a journal entry', 'the journal entry was changed', '"act":"rollout-star'],
    ['a text', 'the text is not the one of its hash', '"source":"---\\n'],
    ['a package', 'the package is not what its publisher signed', '"name":"asterion'],
    ['a block', 'the hash of the block is not that of its entries', '"previousHash":"'],
  ])('shows which byte of %s was changed, also when the end is made to fit', async (_, words, before) => {
    const bytes = await readFile(file('first.dossier'));
    expect(bytes.includes(before)).toBe(true);
    const at = bytes.indexOf(before) + before.length;
    bytes[at] = bytes[at]! ^ 1;
    await writeFile(file('changed.dossier'), bytes);
    const changed = await house.type('verify dossier changed.dossier');
    expect([changed.code, changed.err]).toEqual([1, expect.stringContaining('not those that were written')]);
    const body = bytes.subarray(0, bytes.lastIndexOf(10, bytes.length - 2) + 1);
    const lines = body.filter((byte) => byte === 10).length;
    const end = { kind: 'end', lines, sha256: createHash('sha256').update(body).digest('hex') };
    await writeFile(file('forged.dossier'), Buffer.concat([body, Buffer.from(`${JSON.stringify(end)}\n`)]));
    const forged = await house.type('verify dossier forged.dossier');
    expect([forged.code, forged.err]).toEqual([1, expect.stringContaining(words)]);
    expect(forged.err).not.toContain('not those that were written');
  });

  it('shows that it was cut off', async () => {
    const bytes = await readFile(file('first.dossier'));
    await writeFile(file('cut.dossier'), bytes.subarray(0, bytes.lastIndexOf(10, bytes.length - 2) + 1));
    expect((await house.type('verify dossier cut.dossier')).err).toContain('it ends before its end');
  });

  it('is for those who have to prove it', async () => {
    expect((await house.type('dossier first --out mine.dossier')).code).toBe(0);
    const unknown = await house.type('dossier nothing --out no.dossier');
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('There is no rollout "nothing"')]);
  });
});
