import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signDeclaration, verifyDeclaration } from '@tidings/update-trust';
import { sha256Of } from '@tidings/vocabulary';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Refusal } from '../refusal.js';
import { digestFile } from './digest-file.js';
import { newKeyFile } from './new-key-file.js';
import { publicHalfOf } from './public-half.js';
import { readKeyFile } from './read-key-file.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'tidings-cli-'))));
afterAll(() => rm(folder, { recursive: true }));

describe('A new key', () => {
  it('signs, can be read by its owner only, and its public half carries nothing private', async () => {
    const path = join(folder, 'publisher.jwk');
    const { kid, jwk } = await newKeyFile(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const file = await readKeyFile(path);
    const declared = {
      fileName: 'a.swu',
      size: 1,
      name: 'a',
      version: '1',
      hardwareIds: ['H1'],
      sha256: sha256Of('a'),
    };
    await expect(verifyDeclaration(await signDeclaration(declared, file), { kid, jwk })).resolves.toEqual(declared);
    expect(publicHalfOf(file)).toEqual({ kid, alg: 'EdDSA', jwk });
    expect(Object.keys(publicHalfOf(file).jwk)).not.toContain('d');
  });

  it('never replaces a file', async () => {
    const path = join(folder, 'taken.jwk');
    await writeFile(path, 'mine');
    await expect(newKeyFile(path)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(path, 'utf8')).toBe('mine');
  });
});

describe('A key file', () => {
  it.each(['-----BEGIN PRIVATE KEY-----', '"text"', '[]'])('is refused when it holds %p', async (text) => {
    const path = join(folder, 'not.jwk');
    await writeFile(path, text);
    await expect(readKeyFile(path)).rejects.toBeInstanceOf(Refusal);
  });
});

describe('A key in PEM', () => {
  it('is read as openssl wrote it; what it cannot say of RSA is said beside it', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    await writeFile(join(folder, 'private.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }));
    await writeFile(join(folder, 'public.pem'), publicKey.export({ format: 'pem', type: 'spki' }));
    const both = await Promise.all(
      ['private.pem', 'public.pem'].map(async (name) => publicHalfOf(await readKeyFile(join(folder, name), 'PS256'))),
    );
    expect(both[0]).toEqual({ ...both[1], alg: 'PS256' });
    expect(Object.keys(both[0]!.jwk).toSorted()).toEqual(['e', 'kty', 'n']);
  });
});

describe('A digest', () => {
  it('is of every byte of the file', async () => {
    const path = join(folder, 'bytes');
    await writeFile(path, Buffer.alloc(200_000, 7));
    const digested = await digestFile(path, { write: () => undefined });
    expect(digested).toEqual({ size: 200_000, sha256: sha256Of(Buffer.alloc(200_000, 7)) });
  });

  it('is not taken of a folder', () =>
    expect(digestFile(folder, { write: () => undefined })).rejects.toBeInstanceOf(Refusal));
});
