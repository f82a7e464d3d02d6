import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256Of } from '@tidings/vocabulary';
import { type CommandLineHouse, openCommandLineHouse, type Shown } from './command-line-house.js';

const FLEET = [
  'controllerId,token,model,modelYear,market,timeZone,hardwareId,equipment,softwareVersion,attr.region,ecu.brakes.hardware,ecu.brakes.version',
  ...Array.from(
    { length: 6 },
    (_, n) => `car-${n},secret-${n},Vega,2025,SE,Europe/Stockholm,ICM-V2,,4.1,north,brk-1,2.1`,
  ),
].join('\n');

function done(shown: Shown, ...says: readonly (string | RegExp)[]): string {
  expect({ code: shown.code, err: shown.err }).toEqual({ code: 0, err: '' });
  for (const each of says) expect(shown.out).toMatch(each);
  return shown.out;
}

function refused(shown: Shown, ...says: readonly string[]): void {
  expect(shown.code).toBe(1);
  for (const each of says) expect(shown.err).toContain(each);
  expect(shown.err).not.toMatch(/^\s+at /m);
}

describe('vehicles, typed', () => {
  let house: CommandLineHouse;
  const type = (line: string) => house.type(line);
  beforeAll(async () => void (house = await openCommandLineHouse()));
  afterAll(() => house.close());

  it('come in by CSV, of whose tokens only digests travel', async () => {
    await house.write('fleet.csv', FLEET);
    done(await type('vehicle import fleet.csv'), 'Registered  6', 'Refused     0');
    done(await type('vehicle import fleet.csv'), 'Registered  0', 'Unchanged   6');
  });

  it('that are new are given tokens in a file of one’s own, and a known one keeps its own', async () => {
    await house.write('more.csv', FLEET.replaceAll(/secret-\d/g, '').replace('car-5', 'car-50'));
    refused(await type('vehicle import more.csv'), 'line 7 (car-50): tokenDigest is missing');
    done(await type('vehicle import more.csv --new-tokens tokens.csv'), 'Registered  1', 'New tokens  1 in tokens.csv');
    const path = join(house.folder, 'tokens.csv');
    const [head, entry, ...rest] = (await readFile(path, 'utf8')).trim().split('\n');
    expect({ head, rest, mode: (await stat(path)).mode & 0o777 }).toEqual({
      ...{ head: 'controllerId,token', rest: [], mode: 0o600 },
    });
    const [name, token] = entry!.split(',');
    expect(name).toBe('car-50');
    await house.write(
      'same.ndjson',
      `\n${JSON.stringify({ controllerId: 'car-50', tokenDigest: sha256Of(token!) })}\n`,
    );
    done(await type('vehicle import same.ndjson'), 'Unchanged   1');
    refused(await type('vehicle import more.csv --new-tokens tokens.csv'), 'is left as it is');
  });

  it('that cannot be taken are named by their lines', async () => {
    await house.write('spoiled.ndjson', '{"controllerId":"x","token":"t","market":"Sweden"}\nnonsense\n');
    refused(
      await type('vehicle import spoiled.ndjson'),
      '2 lines of spoiled.ndjson were not taken',
      'line 1 (x): market must be a country code',
      'line 2: it must be one JSON object',
    );
    await house.write('wrong.csv', 'controllerId,colour\nx,red\n');
    refused(await type('vehicle import wrong.csv'), 'must not name "colour"');
    refused(await type('vehicle import nowhere.csv'), 'There is no file', 'nowhere.csv');
    refused(await type('vehicle import fleet.csv --as auditor'), 'needs the role release-manager');
  });

  it('are shown with ECUs, attributes by source and time, and what ran before', async () => {
    done(await type('attribute list'), 'tidings attribute declare');
    done(await type('attribute declare region --type text --description "sales region"'), 'attr.region as text');
    refused(await type('attribute declare region --type integer --description no'), '"region" already');
    done(await type('attribute list'), /region +text/);
    done(
      await type('vehicle show car-1'),
      /main +ICM-V2 +4\.1 .* maker/,
      /brakes +brk-1 +2\.1 .* maker/,
      /region +text +north \(20.* UTC\) +maker/,
    );
    refused(await type('vehicle show car-99'), 'There is no vehicle car-99');
  });

  it('are edited: what is not named stays', async () => {
    const edit = 'vehicle edit car-1 --market NO --set region=south --ecu brakes:hardware=brk-2,version=3.0';
    done(
      await type(edit),
      /Vega 2025, NO/,
      /region +text +south/,
      /brakes +brk-2 +3\.0/,
      /brakes +brk-1 +2\.1 .* maker/,
    );
    refused(await type('vehicle edit car-1'), 'Nothing to change');
    refused(await type('vehicle edit car-1 --market Norway'), 'market', 'country code');
    refused(await type('vehicle edit car-99 --market NO'), 'There is no vehicle car-99');
    done(await type('vehicle edit car-1 --unset region --remove-ecu brakes'));
    expect((await type('vehicle show car-1')).out).not.toContain('region');
  });

  it('are tagged, found and retired', async () => {
    done(await type('vehicle tag staff,press car-1 car-2'), '2 vehicles of 2 changed');
    done(await type('vehicle untag press car-1 car-2 car-3'), '2 vehicles of 3 changed');
    refused(await type('vehicle tag staff car-1 car-99'), 'car-99');
    expect(done(await type('vehicle search --filter tag==staff;attr.region==n* --json'))).toMatch(/"car-2"/);
    done(await type('vehicle search --filter "ecu.brakes.version<3;tag==staff" --name car-'), /car-2 +Vega 2025 +SE/);
    refused(
      await type('vehicle search --filter attr.colour==red'),
      'there is no attribute colour: declared are region',
      '^',
    );
    refused(await type('cohort preview --filter attr.colour==red'), 'there is no attribute colour', '^');
    done(await type('cohort preview --filter attr.region==north'), /In +6 of 7/);
    refused(await type('vehicle retire car-3 car-99 --why scrapped'), 'car-99: controllerId is not on file');
    done(await type('vehicle search --standing retired'), 'car-3');
    done(await type('vehicle show car-3'), 'retired since');
    done(await type('vehicle search --name nobody'), 'No vehicle meets that');
  });

  it('go out as they came in: what is brought back changes nothing', async () => {
    for (const format of ['csv', 'ndjson']) {
      done(await type(`vehicle export --format ${format} --out all.${format}`), `all.${format}`);
      done(await type(`vehicle import all.${format}`), 'Registered  0', 'Changed     0', 'Unchanged   7');
    }
    refused(await type('vehicle export --out all.csv'), 'is left as it is');
    expect(done(await type('vehicle export --filter tag==staff')).split('\n')).toHaveLength(4);
  });
});
