import { execFileSync, spawn, type ChildProcessByStdio } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FolderArtifactStore, openArtifactStore } from '@tidings/artifact-store';
import { sha256Of } from '@tidings/vocabulary';

const BYTES = randomBytes(8 << 20);
const SHA256 = sha256Of(BYTES);
const EXPECTED = { sha256: SHA256, size: BYTES.length };

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'tidings-faults-'));
});
afterAll(() => rm(scratch, { recursive: true }));

describe('a folder store on a full disk', () => {
  (mayMount() ? it : it.skip)('says how much is free, keeps nothing, and goes on with what fits (a 4 MiB tmpfs)', () =>
    onSmallDisk(async (disk) => {
      const store = await FolderArtifactStore.open(disk);
      const small = Buffer.alloc(1 << 20, 'x');
      await expect(store.put(Readable.from([BYTES]), EXPECTED)).rejects.toMatchObject({
        code: 'store-full',
        facts: { folder: disk, why: 'ENOSPC', free: expect.any(Number) },
      });
      expect(await store.stat(SHA256)).toBeUndefined();
      expect(await readdir(join(disk, 'staging'))).toEqual([]);
      await store.put(Readable.from([small]), { sha256: sha256Of(small), size: small.length });
      await expect(store.put(Readable.from([BYTES]), EXPECTED)).rejects.toMatchObject({ code: 'store-full' });
      expect(await store.stat(sha256Of(small))).toMatchObject({ size: small.length });
    }),
  );

  it('says so when the process may not write files of that size (ulimit -f)', async () => {
    const folder = join(scratch, 'limited');
    const child = putInChild(folder, 'ulimit -f 2048;');
    // The child stops reading when its disk is full.
    child.stdin.on('error', () => undefined);
    child.stdin.end(BYTES);
    const [, answer] = (await text(child.stdout)).split('\n');
    expect(JSON.parse(answer!)).toMatchObject({ code: 'store-full', facts: { folder, why: 'EFBIG' } });
    const store = await openArtifactStore({ folder });
    expect(await store.stat(SHA256)).toBeUndefined();
    expect(await readdir(join(folder, 'staging'))).toEqual([]);
  });
});

describe('a folder store whose process was killed in the middle', () => {
  it('has no half artifact, and clears its half-written file away at the next start', async () => {
    const folder = join(scratch, 'killed');
    const child = putInChild(folder);
    await once(child.stdout, 'data');
    child.stdin.write(BYTES.subarray(0, 5 << 20));
    await until(async () => (await readdir(join(folder, 'staging'))).length === 1);
    // Another start on the same folder leaves alone what a living process writes.
    await openArtifactStore({ folder });
    expect(await readdir(join(folder, 'staging'))).toHaveLength(1);

    child.stdin.on('error', () => undefined);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await readdir(join(folder, 'staging'))).toHaveLength(1);
    const store = await openArtifactStore({ folder });
    expect(await readdir(join(folder, 'staging'))).toEqual([]);
    expect(await store.stat(SHA256)).toBeUndefined();
    await store.put(Readable.from([BYTES]), EXPECTED);
    expect(await store.stat(SHA256)).toMatchObject(EXPECTED);
  });

  it('leaves the files of another machine alone until they were idle for a day', async () => {
    const staging = join(scratch, 'two machines', 'staging');
    await mkdir(staging, { recursive: true });
    for (const name of ['other-host~1~x~busy', 'other-host~1~x~idle']) await writeFile(join(staging, name), 'half');
    const yesterday = Date.now() / 1000 - 86_500;
    await utimes(join(staging, 'other-host~1~x~idle'), yesterday, yesterday);
    await openArtifactStore({ folder: join(scratch, 'two machines') });
    expect(await readdir(staging)).toEqual(['other-host~1~x~busy']);
  });
});

describe('a folder store without its folder', () => {
  it('says that it is away when the place is not a folder', async () => {
    await writeFile(join(scratch, 'a file'), '');
    await expect(openArtifactStore({ folder: join(scratch, 'a file') })).rejects.toMatchObject({
      code: 'store-away',
      facts: { why: 'ENOTDIR' },
    });
  });

  it('is not ready, and takes nothing, when the folder was removed behind its back', async () => {
    const folder = join(scratch, 'removed');
    const store = await openArtifactStore({ folder });
    await rm(folder, { recursive: true });
    await expect(store.check()).rejects.toMatchObject({ code: 'store-away', facts: { folder, why: 'ENOENT' } });
    await expect(store.put(Readable.from([BYTES]), EXPECTED)).rejects.toMatchObject({ code: 'store-away' });
  });
});

/** Root may, except in most containers. Where nobody may, the limit on file size below stands alone. */
function mayMount(): boolean {
  if (process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'tidings-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(folder);
  }
}

async function onSmallDisk(act: (disk: string) => Promise<void>): Promise<void> {
  const disk = await mkdtemp(join(tmpdir(), 'tidings-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]);
  try {
    await act(disk);
  } finally {
    execFileSync('umount', [disk]);
    rmdirSync(disk);
  }
}

function putInChild(folder: string, before = ''): ChildProcessByStdio<Writable, Readable, null> {
  const script = join(import.meta.dirname, 'put-from-stdin.ts');
  const command = `${before} exec "$0" --no-warnings --import @swc-node/register/esm-register "$@"`;
  const parameters = ['-c', command, process.execPath, script, folder, SHA256, String(BYTES.length)];
  return spawn('sh', parameters, { stdio: ['pipe', 'pipe', 'inherit'] });
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it never came to be so');
}
