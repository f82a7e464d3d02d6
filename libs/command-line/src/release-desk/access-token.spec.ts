import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Io } from '../io.js';
import { Refusal } from '../refusal.js';
import { accessTokenFor } from './access-token.js';
import { addressOf } from './address.js';

let started: string;
let empty: string;
beforeAll(async () => {
  empty = await mkdtemp(join(tmpdir(), 'tidings-cli-'));
  started = await mkdtemp(join(tmpdir(), 'tidings-cli-'));
  await writeFile(join(started, 'server.json'), JSON.stringify({ url: 'http://10.0.0.7:8080' }));
  await mkdir(join(started, 'tokens'));
  await writeFile(join(started, 'tokens', 'approver.jwt'), 'a.b.c\n');
});
afterAll(async () => {
  await rm(empty, { recursive: true });
  await rm(started, { recursive: true });
});

const io = (dataDirectory: string, env: Io['env'] = {}): Io => ({
  out: { write: () => undefined },
  err: { write: () => undefined },
  env,
  folder: dataDirectory,
  dataDirectory,
});
const HERE = new URL('http://127.0.0.1:1');

describe('The address', () => {
  it('is the one that was said, else of the environment, else the one npm start noted', async () => {
    const env = { TIDINGS_URL: 'http://b:2' };
    expect((await addressOf(io(started, env), 'http://a:1')).origin).toBe('http://a:1');
    expect((await addressOf(io(started, env), undefined)).origin).toBe('http://b:2');
    expect((await addressOf(io(started), undefined)).origin).toBe('http://10.0.0.7:8080');
  });

  it.each([undefined, 'nowhere', 'ftp://a'])('is refused when it is %p', (server) =>
    expect(addressOf(io(empty), server)).rejects.toBeInstanceOf(Refusal),
  );
});

describe('The token', () => {
  it('is that of the environment first', async () =>
    expect(await accessTokenFor(io(started, { TIDINGS_TOKEN: 'tdg_x' }), HERE, 'approver')).toBe('tdg_x'));

  it('is that of the demo person', async () =>
    expect(await accessTokenFor(io(started), HERE, 'approver')).toBe('a.b.c'));

  it('goes to the Tidings that wrote it', async () =>
    expect(await accessTokenFor(io(started), new URL('http://10.0.0.7:8080'), 'approver')).toBe('a.b.c'));

  it.each([
    ['of somebody who is not there', HERE, '../approver'],
    ['for a server of somebody else', new URL('https://example.org'), 'approver'],
  ])('is refused %s', (_, address, as) =>
    expect(accessTokenFor(io(started), address, as)).rejects.toBeInstanceOf(Refusal),
  );

  it('is refused where Tidings has never been started', () =>
    expect(accessTokenFor(io(empty), HERE, 'approver')).rejects.toBeInstanceOf(Refusal));
});
