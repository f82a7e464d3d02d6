import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha256 } from '@tidings/vocabulary';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CommandLineHouse, openCommandLineHouse, type Shown } from './command-line-house.js';

function done(shown: Shown, ...says: readonly string[]): string {
  expect({ code: shown.code, err: shown.err }).toEqual({ code: 0, err: '' });
  for (const each of says) expect(shown.out).toContain(each);
  return shown.out;
}

function refused(shown: Shown, ...says: readonly string[]): void {
  expect(shown.code).toBe(1);
  for (const each of says) expect(shown.err).toContain(each);
}

describe('trust, typed', () => {
  let house: CommandLineHouse;
  const type = (line: string, env?: Readonly<Record<string, string>>) => house.type(line, env);
  beforeAll(async () => {
    house = await openCommandLineHouse();
    done(await type('publisher key-new --out key.jwk'));
    done(await type('publisher add "Asterion Powertrain" --key key.jwk'));
  });
  afterAll(() => house.close());

  it('takes in what was signed elsewhere, without the key and without a network', async () => {
    await house.write('offline.swu', randomBytes(100_000));
    await house.write('other.swu', randomBytes(100_000));
    const airGapped = { TIDINGS_URL: 'http://127.0.0.1:1', TIDINGS_TOKEN: 'none' };
    const what = '--name offline --version 1.0 --hardware ICM-V2';
    done(await type(`package sign offline.swu ${what} --key key.jwk`, airGapped), 'offline.swu.jws', '--declaration');
    refused(await type(`package sign offline.swu ${what} --key key.jwk`, airGapped), 'is left as it is');
    refused(await type('package push other.swu --declaration offline.swu.jws'), 'is not about', 'Nothing was sent');
    refused(await type(`package push offline.swu ${what} --declaration offline.swu.jws`), 'is signed already');
    refused(await type(`package push offline.swu ${what}`), '--key FILE is missing', '--declaration');
    done(await type('package push offline.swu --declaration offline.swu.jws'), 'offline 1.0 is on file');
  });

  it('takes in a signature that openssl made', async () => {
    const openssl = (...words: readonly string[]) =>
      execFileSync('openssl', words, { cwd: house.folder, stdio: 'pipe' });
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'hsm.pem');
    openssl('ec', '-in', 'hsm.pem', '-pubout', '-out', 'hsm.pub');
    done(await type('publisher add "Asterion Powertrain" --key hsm.pub'));
    await house.write('hsm.swu', randomBytes(1_000));
    const what = '--name hsm --version 1.0 --hardware ICM-V2 --public-key hsm.pub --out to-sign';
    done(
      await type(`package declaration hsm.swu ${what}`),
      'openssl dgst -sha256 -sign KEY.pem -out signature.bin to-sign',
    );
    openssl('dgst', '-sha256', '-sign', 'hsm.pem', '-out', 'signature.bin', 'to-sign');
    await house.write('stranger.bin', randomBytes(64));
    const push = 'package push hsm.swu --declaration to-sign --signature';
    refused(await type(`${push} stranger.bin`), 'The signature does not fit');
    done(await type(`${push} signature.bin`), 'hsm 1.0 is on file');
  });

  it('gives a key its hardware, its owner and its span, and lets another one follow', async () => {
    const add = 'publisher add Maps --key maps.jwk --key-name "maps 2026" --owner "Map team" --hardware ICM-V2';
    done(await type('publisher key-new --out maps.jwk'));
    done(await type(`${add} --until 2099-01-01T00:00:00Z`), 'Maps may sign packages');
    refused(await type(add.replace('ICM-V2', 'ICM-V3')), 'the hardware differs');
    done(await type('publisher list'), 'maps 2026', 'Map team', 'ICM-V2', 'good until 2099-01-01');
    await house.write('maps.swu', randomBytes(1_000));
    const push = 'package push maps.swu --name maps --version 1.0 --key';
    refused(await type(`${push} maps.jwk --hardware ICM-V3`), 'may not sign for ICM-V3, only for ICM-V2');
    done(await type(`${push} maps.jwk --hardware ICM-V2`), 'maps 1.0 is on file');
    done(await type('publisher key-new --out next.jwk'));
    done(
      await type('publisher key rotate "maps 2026" --key next.jwk --key-name "maps 2027" --overlap 0'),
      'what it signed before stays good',
    );
    refused(await type(`${push.replace('1.0', '1.1')} maps.jwk --hardware ICM-V2`), 'what came in before stays good');
    done(await type(`${push.replace('1.0', '1.1')} next.jwk --hardware ICM-V2`), 'maps 1.1 is on file');
    done(await type('verify package maps 1.0'), 'is what was written');
  });

  it('tells what rests on a key, revokes it, and halts all of that in one act', async () => {
    await house.write(
      'cars.csv',
      'controllerId,token,model,modelYear,market,timeZone,hardwareId,equipment,softwareVersion\ncar-1,s,Vega,2025,GB,Europe/London,ICM-V2,,0.9',
    );
    done(await type('vehicle import cars.csv'));
    done(await type('release create --name Maps --version 1.0 --package "maps 1.0"'));
    done(await type('release approve Maps --as approver'));
    done(await type('release publish Maps'));
    done(await type('rollout create --name maps --release Maps --models Vega --stages 100%:24h:1'));
    done(await type('rollout approve maps --as approver'));
    done(await type('rollout start maps'));
    refused(await type('publisher key revoke "maps 2026"'), '--why REASON', '--dry-run');
    const rests = ['maps 1.0 (pkg_', 'Maps 1.0, available', 'maps (running): 0 under way'];
    done(await type('publisher key revoke "maps 2026" --dry-run'), ...rests);
    done(await type('rollout show maps'), 'running');
    done(
      await type('publisher key revoke "maps 2026" --why leaked --halt'),
      ...rests,
      'is revoked',
      '1 rollout that rested on it is halted',
    );
    done(await type('rollout show maps'), 'halted');
    done(await type('verify release Maps'), 'is what was written', 'Rows');
  });

  it('unpacks nothing of an archive, wherever its names lead', async () => {
    await house.write('slip.zip', zipOf('../../../evil', 'evil'));
    await house.type('package push slip.zip --name slip --version 1.0 --hardware ICM-V2 --key key.jwk');
    const files = await readdir(house.folder, { recursive: true });
    expect(files).toContain('slip.zip');
    expect([...files, ...(await readdir(join(house.folder, '..')))].filter((file) => file.endsWith('evil'))).toEqual(
      [],
    );
  });

  it('proves what is on record, and names what is not as it was', async () => {
    done(await type('verify store --as auditor'), 'All that is on record is what was written', 'Last hash');
    const { dataSource, store } = house.foundation;
    await dataSource.query(`UPDATE package SET hardware_ids = '{ICM-V9}' WHERE name = 'hsm'`);
    const [{ sha256 }] = await dataSource.query<[{ sha256: Sha256 }]>(
      `SELECT artifact_sha256 AS sha256 FROM package WHERE name = 'offline'`,
    );
    await store.remove(sha256);
    refused(
      await type('verify store --as auditor'),
      'is not what was written: 3 faults',
      "(hsm 1.0): changed behind the journal's back (hardware_ids); what it was stands in the journal, entry jou_",
      '(hsm 1.0): its publisher signed something else (hardware_ids)',
      `artifact ${sha256}: is not in the store, needed by package`,
    );
    refused(await type('verify package nothing 1.0'), 'There is no package');
  });
});

/** One stored entry of that name, with its central directory (APPNOTE 4.3). */
function zipOf(name: string, text: string): Buffer {
  const [called, bytes] = [Buffer.from(name), Buffer.from(text)];
  const sizes = Buffer.alloc(12);
  for (const [at, value] of [crc32(bytes), bytes.length, bytes.length].entries()) sizes.writeUInt32LE(value, at * 4);
  const lengths = Buffer.of(called.length, 0, 0, 0);
  const local = Buffer.concat([
    Buffer.from('504b03040a00000000000000000000000', 'hex').subarray(0, 14),
    sizes,
    lengths,
    called,
    bytes,
  ]);
  const central = Buffer.concat([
    Buffer.from('504b01020a000a0000000000000000000', 'hex').subarray(0, 16),
    sizes,
    lengths,
    Buffer.alloc(14),
    called,
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  for (const at of [8, 10]) end.writeUInt16LE(1, at);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

function crc32(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
