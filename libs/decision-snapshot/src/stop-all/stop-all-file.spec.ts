import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { instant, stopAllOrder } from '@tidings/vocabulary';
import { StopAllFile } from './stop-all-file.js';

const fire = stopAllOrder({ who: 'rita', why: 'fire', at: instant(1_770_000_000_000) });

describe('the file that stops all', () => {
  let folder: string;
  let file: StopAllFile;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tidings-stop-all-'));
    file = new StopAllFile(join(folder, 'data', 'stop-all'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is not there, is written where no directory is yet, and is read as it was written', async () => {
    expect(await file.read()).toBeUndefined();
    expect(await file.write(fire)).toEqual(fire);
    expect(await file.read()).toEqual(fire);
    expect((await stat(file.path)).mode & 0o777).toBe(0o644);
  });

  it('stands as it is when somebody stops all again, and can be taken away twice', async () => {
    await file.write(fire);
    const again = stopAllOrder({ ...fire, who: 'paul' });
    expect(await file.write(again)).toEqual(fire);
    await file.remove();
    await file.remove();
    expect(await file.read()).toBeUndefined();
  });

  it('counts when it is empty, or is a folder', async () => {
    await mkdir(join(folder, 'data'));
    await writeFile(file.path, '');
    expect(await file.read()).toMatchObject({ why: 'the file says no reason' });
    await file.remove();
    await mkdir(file.path);
    expect(await file.read()).toMatchObject({ why: 'the file cannot be read' });
  });
});
