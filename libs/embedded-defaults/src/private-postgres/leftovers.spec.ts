import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { clearLeftovers } from './leftovers.js';

// Stands for a postmaster whose last checkpoint takes longer than anybody waits.
const DEAF_TO = (signals: readonly string[]): string =>
  `for (const signal of ${JSON.stringify(signals)}) process.on(signal, () => undefined); setInterval(() => undefined, 1000); console.log('up');`;

describe('what a killed owner left running', () => {
  let pgdata: string;
  beforeEach(() => {
    pgdata = realpathSync(mkdtempSync(join(tmpdir(), 'leftovers-')));
  });
  afterEach(() => rmSync(pgdata, { recursive: true, force: true }));

  async function leave(deafTo: readonly string[]) {
    const child = spawn(process.execPath, ['-e', DEAF_TO(deafTo)], {
      cwd: pgdata,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    writeFileSync(join(pgdata, 'postmaster.pid'), `${child.pid}\n`);
    return child;
  }

  it('is told to end at once when it does not end in order', async () => {
    const child = await leave(['SIGINT']);
    const ended = once(child, 'exit');
    await clearLeftovers({ pgdata, directory: pgdata }, { inOrder: 200, atOnce: 20_000 });
    expect(await ended).toEqual([null, 'SIGQUIT']);
    expect(existsSync(join(pgdata, 'postmaster.pid'))).toBe(false);
  });

  it('is named, and nothing is started beside it, when it does not end at all', async () => {
    const child = await leave(['SIGINT', 'SIGQUIT']);
    await expect(clearLeftovers({ pgdata, directory: pgdata }, { inOrder: 100, atOnce: 100 })).rejects.toMatchObject({
      code: 'database-did-not-start',
      facts: { said: expect.stringContaining(String(child.pid)) },
    });
    expect(existsSync(join(pgdata, 'postmaster.pid'))).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
});
