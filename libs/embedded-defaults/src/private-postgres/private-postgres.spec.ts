import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '@tidings/vocabulary';
import pg from 'pg';
import { DirectoryLock } from './directory-lock.js';
import { discardAbandoned } from './discard-abandoned.js';
import { PrivatePostgres } from './private-postgres.js';
import { identityOf, processesIn } from './process-identity.js';
import { socketFolder } from './socket-folder.js';
import { until } from './until.js';

const HERE = import.meta.dirname;
const HOUSE = resolve(HERE, '../../../..');

describe('a private PostgreSQL', () => {
  let seed: string;
  let parent: string;
  let directory: string;
  const opened: PrivatePostgres[] = [];
  const children: ChildProcess[] = [];

  // Made once and copied: initdb is the slow part.
  beforeAll(async () => {
    seed = folder();
    await (await PrivatePostgres.open({ directory: join(seed, 'data') })).close();
  });
  afterAll(() => rmSync(seed, { recursive: true }));
  beforeEach(() => {
    parent = folder();
    directory = join(parent, 'data here');
    execFileSync('cp', ['-a', join(seed, 'data'), directory]);
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await until(() => processesIn(join(directory, 'pgdata')).length === 0 || opened.length > 0, 5_000);
    for (const postgres of opened.splice(0)) await postgres.close();
    rmSync(socketFolder(directory), { recursive: true, force: true }); // a killed process leaves it
    rmSync(parent, { recursive: true, force: true });
  });

  const open = async (): Promise<PrivatePostgres> => {
    const postgres = await PrivatePostgres.open({ directory });
    opened.push(postgres);
    return postgres;
  };
  const close = async (): Promise<void> => {
    for (const postgres of opened.splice(0)) await postgres.close();
  };
  const ask = async (url: string, statement: string): Promise<readonly Record<string, unknown>[]> => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(statement).finally(() => client.end());
    return rows;
  };
  const write = (url: string): Promise<unknown> => ask(url, 'CREATE TABLE seen AS SELECT 7 AS n');
  const read = (url: string): Promise<unknown> => ask(url, 'SELECT n FROM seen');

  /** Another process of this program that opens the directory, writes a row and stays. */
  const openElsewhere = async (): Promise<ChildProcess> => {
    const child = elsewhere(`
      import pg from 'pg';
      import { PrivatePostgres } from ${JSON.stringify(join(HERE, 'private-postgres.ts'))};
      const postgres = await PrivatePostgres.open({ directory: ${JSON.stringify(directory)} });
      const client = new pg.Client({ connectionString: postgres.url() });
      await client.connect();
      await client.query('CREATE TABLE seen AS SELECT 7 AS n');
      console.log('open');
      setInterval(() => undefined, 1000);`);
    children.push(child);
    expect(await firstWords(child)).toBe('open');
    return child;
  };

  it('finds its rows again, in a path with spaces', async () => {
    await write((await open()).url());
    await close();
    expect(await read((await open()).url())).toEqual([{ n: 7 }]);
  });

  it('is refused to a second owner, and goes on for the first', async () => {
    const first = await open();
    await expect(PrivatePostgres.open({ directory })).rejects.toMatchObject({
      code: 'database-in-use',
      facts: { ownerPid: process.pid },
    });
    await write(first.url());
  });

  it('names the other process that has it open', async () => {
    const child = await openElsewhere();
    await expect(open()).rejects.toMatchObject({ code: 'database-in-use', facts: { ownerPid: child.pid } });
    expect(processesIn(join(directory, 'pgdata')).length).toBeGreaterThan(0);
  });

  it('leaves nothing running when its process is killed, and has every row at the next start', async () => {
    const child = await openElsewhere();
    child.kill('SIGKILL');
    expect(await until(() => processesIn(join(directory, 'pgdata')).length === 0, 2_000)).toBe(true);
    expect(await read((await open()).url())).toEqual([{ n: 7 }]);
  });

  // Finding the watchdog takes a /proc.
  (process.platform === 'linux' ? it : it.skip)(
    'stops a postmaster that outlived both its process and the watchdog',
    async () => {
      const child = await openElsewhere();
      const pid = Number(readFileSync(join(directory, 'pgdata', 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(watchdogOf(pid), 'SIGKILL');
      child.kill('SIGKILL');
      await until(() => DirectoryLock.ownerOf(directory) === undefined, 2_000);
      expect(identityOf(pid)).toBeDefined();
      expect(await read((await open()).url())).toEqual([{ n: 7 }]);
      expect(identityOf(pid)).toBeUndefined();
    },
  );

  it('starts again by itself under the same address when the postmaster is killed', async () => {
    const postgres = await open();
    await write(postgres.url());
    const killed = postgres.postmasterPid!;
    process.kill(killed, 'SIGKILL');
    expect(await until(() => postgres.postmasterPid !== undefined && postgres.postmasterPid !== killed, 5_000)).toBe(
      true,
    );
    expect(await read(postgres.url())).toEqual([{ n: 7 }]);
  });

  it('can be closed at the moment it is being started again', async () => {
    const postgres = await open();
    process.kill(postgres.postmasterPid!, 'SIGKILL');
    await until(() => postgres.postmasterPid === undefined, 2_000);
    await close();
    expect(processesIn(join(directory, 'pgdata'))).toEqual([]);
  });

  it('is not held back by the pid file of a process that is somebody else now', async () => {
    await write((await open()).url());
    await close();
    const lines = [process.pid, join(directory, 'pgdata'), 1, 5432, '/tmp', '', '', 'ready', ''];
    writeFileSync(join(directory, 'pgdata', 'postmaster.pid'), lines.join('\n'));
    expect(await read((await open()).url())).toEqual([{ n: 7 }]);
  });

  it('makes its data anew when an earlier start died in the middle of making them', async () => {
    rmSync(directory, { recursive: true });
    mkdirSync(join(directory, 'pgdata.init', 'base'), { recursive: true });
    chmodSync(directory, 0o711);
    expect(await ask((await open()).url(), 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    expect(existsSync(join(directory, 'pgdata.init'))).toBe(false);
  });

  it('works below a folder that nobody else may enter', async () => {
    rmSync(directory, { recursive: true });
    chmodSync(parent, 0o700);
    await write((await open()).url());
    await close();
    expect(await read((await open()).url())).toEqual([{ n: 7 }]);
  });

  it('says that the disk is full, and starts when there is room', async () => {
    rmSync(directory, { recursive: true });
    const script = `
      import { PrivatePostgres } from ${JSON.stringify(join(HERE, 'private-postgres.ts'))};
      await PrivatePostgres.open({ directory: ${JSON.stringify(directory)} }).catch((error) => console.log(error.code));`;
    // Files of at most 2 MB: initdb gets as far as on a small disk.
    expect(await firstWords(elsewhere(script, 'ulimit -f 4000;'))).toBe('database-disk-full');
    expect(existsSync(join(directory, 'pgdata'))).toBe(false);
    await write((await open()).url());
  });

  it('removes what a killed owner of a throw-away database left, and touches none that is owned', async () => {
    const child = await openElsewhere();
    const home = realpathSync(directory);
    expect(await discardAbandoned(home)).toBe(false);
    child.kill('SIGKILL');
    await until(() => DirectoryLock.ownerOf(home) === undefined, 2_000);
    expect(await discardAbandoned(home)).toBe(true);
    expect([existsSync(home), existsSync(socketFolder(home))]).toEqual([false, false]);
  });

  it('says so when the directory is a file', async () => {
    writeFileSync(join(parent, 'file'), '');
    const attempt = PrivatePostgres.open({ directory: join(parent, 'file', 'data') });
    await expect(attempt).rejects.toBeInstanceOf(DomainError);
    await expect(attempt).rejects.toMatchObject({ code: 'database-directory-closed' });
  });

  it('takes settings in place of ours, and leaves no folder behind when it was opened to be thrown away', async () => {
    const postgres = await PrivatePostgres.open({ directory, throwAway: true, settings: { autovacuum: 'on' } });
    await write(postgres.url());
    expect(await ask(postgres.url(), 'SHOW autovacuum')).toEqual([{ autovacuum: 'on' }]);
    await postgres.close();
    expect(existsSync(directory)).toBe(false);
  });
});

function folder(): string {
  const made = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tidings private '));
  chmodSync(made, 0o711); // mkdtemp makes 0700
  return made;
}

function elsewhere(script: string, first = ''): ChildProcess {
  const command = `${first} exec "$0" --import @swc-node/register/esm-register --input-type=module -e "$1"`;
  return spawn('/bin/sh', ['-c', command, process.execPath, script], {
    cwd: HOUSE,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function firstWords(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout!.once('data', (words: Buffer) => resolve(String(words).trim()));
    child.once('exit', (code) => reject(new Error(`the other process ended with ${code} and said nothing`)));
  });
}

function watchdogOf(postmaster: number): number {
  const isIt = (pid: string): boolean => {
    const command = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
    return command.includes('cat >/dev/null') && command.endsWith(`\0sh\0${postmaster}\0`);
  };
  return Number(readdirSync('/proc').find((name) => /^\d+$/.test(name) && isIt(name)));
}
