import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
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
});
