import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { secretFile } from './secret-file.js';

describe('a secret file', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'tidings-secret-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('gives everybody who asks at once the same 32 bytes, and nothing else is left', async () => {
    const path = join(directory, 'secret');
    const secrets = await Promise.all(Array.from({ length: 8 }, () => secretFile(path)));
    expect(new Set(secrets.map((secret) => secret.toString('hex'))).size).toBe(1);
    expect(secrets[0]).toHaveLength(32);
    expect(await secretFile(path)).toEqual(secrets[0]);
    expect(readdirSync(directory)).toEqual(['secret']);
  });

  it('can be read by its owner alone', async () => {
    await secretFile(join(directory, 'secret'));
    expect(statSync(join(directory, 'secret')).mode & 0o777).toBe(0o600);
  });
});
