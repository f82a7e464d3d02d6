import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandLine } from '../journeys/main-job-line.js';
import { HandCar } from '../journeys/main-job-car.js';
import { asCsv, carsOf, HARDWARE, RUNS_BEFORE } from '../journeys/main-job-fleet.js';
import { Premises } from '../processes/premises.js';
import { postgresPids, postmasterPid } from '../processes/private-cluster.js';
import type { TidingsProcess } from '../processes/tidings-process.js';
import { until } from '../processes/until.js';

/** No file may be larger, 24 MiB in blocks of 512 bytes: PostgreSQL's log segments of 16 MiB fit. A disk that is full for large files. */
const NO_LARGE_FILES = 'ulimit -f 49152';
const TOO_LARGE = 26 << 20;
/** Not even a new log segment of PostgreSQL. */
const NO_ROOM = 'ulimit -f 2000';
const [CAR] = carsOf('quiet', 1, 'GB', 'Europe/London');

describe('npm start', () => {
  const premises = new Premises();
  const dataDirectory = premises.directory('a path with spaces');
  const line = new CommandLine({ dataDirectory, folder: dataDirectory });
  let tidings: TidingsProcess;

  beforeAll(async () => {
    tidings = await startAgain();
    writeFileSync(join(dataDirectory, 'cars.csv'), asCsv([CAR!]));
    await line.done('release-manager', 'vehicle', 'import', 'cars.csv');
    await line.done('release-manager', 'publisher', 'key-new', '--out', 'key.jwk');
    await line.done('release-manager', 'publisher', 'add', 'Asterion Software', '--key', 'key.jwk');
  }, 300_000);
  afterAll(() => premises.clear(), 60_000);

  const startAgain = (after = NO_LARGE_FILES) =>
    premises.open({ program: 'start', dataDirectory, arguments: ['--empty'], after });
  const isHealthy = async () => (await fetch(`${tidings.address}/readyz`)).status === 200;
  const push = (file: string, version: string) => {
    const named = ['--name', 'icm', '--version', version, '--hardware', HARDWARE, '--key', 'key.jwk'];
    return line.say('release-manager', 'package', 'push', file, ...named);
  };
  const files = (folder: string) =>
    readdirSync(join(dataDirectory, folder), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
  const car = () => new HandCar(tidings.address, CAR!.controllerId, CAR!.token);
  /** What the data directory must never lose again. */
  const expectEverythingIsThere = async () => {
    expect(await line.json('release-manager', 'package', 'list')).toMatchObject([{ name: 'icm', version: '4.2' }]);
    expect(
      files('artifacts').map(({ name }) => statSync(join(dataDirectory, 'artifacts', 'objects', shard(name))).size),
    ).toEqual([1000]);
    expect(await line.json('release-manager', 'why', CAR!.controllerId)).toMatchObject({
      vehicle: { softwareVersion: RUNS_BEFORE },
    });
  };

  it('says what it does, where to go, who is who, and what to try next', () => {
    for (const words of ['Tidings is starting.', 'database:', 'doors open', '/en-GB', '/api', 'Astrid Lindqvist'])
      expect(tidings.output).toContain(words);
    expect(tidings.output.match(/^ {2}npm run tidings -- /gm)).toHaveLength(3);
  });

  it('has no demo data when it is told --empty', async () => {
    expect(await line.json('release-manager', 'rollout', 'list')).toEqual([]);
  });

  it('brings the demo when nothing is said: two releases, a rollout that runs, cars that drive', async () => {
    const elsewhere = premises.directory('demo');
    const demo = await premises.open({ program: 'start', dataDirectory: elsewhere, arguments: [] });
    const there = new CommandLine({ dataDirectory: elsewhere, folder: elsewhere });
    const rollouts = await there.json<{ name: string; state: string }[]>('release-manager', 'rollout', 'list');
    expect(rollouts.map(({ name, state }) => `${name} ${state}`).sort()).toEqual([
      'Asterion 4.2 running',
      'Asterion 4.2.1 approved',
    ]);
    expect((await fetch(`${demo.address}/en-GB`)).status).toBe(200);
    expect(await demo.stop()).toEqual({ code: 0, signal: null });
  }, 120_000);

  it('does not start on a port that is taken, says so, and leaves nothing running', async () => {
    const port = new URL(tidings.address).port;
    const elsewhere = premises.directory('another');
    const second = await premises.start({
      program: 'start',
      dataDirectory: elsewhere,
      arguments: ['--empty'],
      env: { PORT: port },
    });
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.output).toContain(`Port ${port} is used by another program`);
    expect(second.output).not.toMatch(/^\s+at .*:\d+/m);
    expect(postgresPids(elsewhere)).toEqual([]);
    expect(await isHealthy()).toBe(true);
  }, 120_000);

  it('does not start twice in one data directory: it names the process that has it, which goes on', async () => {
    const second = await premises.start({ program: 'start', dataDirectory, arguments: ['--empty'] });
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.output).toContain(`process ${tidings.pid}`);
    expect(await isHealthy()).toBe(true);
    expect(JSON.parse(readFileSync(join(dataDirectory, 'server.json'), 'utf8'))).toMatchObject({
      url: tidings.address.replace('127.0.0.1', 'localhost'),
    });
  }, 120_000);

  it('says that the disk is full when a package does not fit, keeps nothing of it, and takes one that fits', async () => {
    writeFileSync(join(dataDirectory, 'large.swu'), randomBytes(TOO_LARGE));
    writeFileSync(join(dataDirectory, 'small.swu'), randomBytes(1000));
    const refused = await push('large.swu', '4.2');
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('make room') });
    expect(files('artifacts')).toEqual([]);
    expect(await push('small.swu', '4.2')).toMatchObject({ code: 0 });
    await expectEverythingIsThere();
  }, 120_000);

  it('says that the database does not answer while it is frozen; quiet cars are served; it recovers by itself', async () => {
    const { configData } = await car().poll();
    expect(await car().describe(configData!, RUNS_BEFORE, HARDWARE)).toBe(200);
    await until(async () => Object.keys(await car().poll()).length === 0);
    const frozen = postgresPids(dataDirectory);
    expect(frozen).not.toEqual([]);
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    try {
      const [reading, writing] = await Promise.all([
        line.say('release-manager', 'rollout', 'list'),
        line.say('release-manager', 'vehicle', 'import', 'cars.csv'),
      ]);
      for (const said of [reading, writing])
        expect(said).toMatchObject({ code: 1, err: expect.stringContaining('The database does not answer') });
      expect(await car().poll()).toEqual({});
      expect((await fetch(`${tidings.address}/readyz`)).status).toBe(503);
    } finally {
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
    }
    await until(isHealthy);
    await expectEverythingIsThere();
  }, 120_000);

  it('starts its database again by itself when that is killed', async () => {
    const before = postmasterPid(dataDirectory)!;
    process.kill(before, 'SIGKILL');
    await until(async () => postmasterPid(dataDirectory) !== before && (await isHealthy()));
    await expectEverythingIsThere();
  }, 120_000);

  it('stops cleanly on Ctrl-C and leaves nothing running', async () => {
    // Of the stop alone: while its database was frozen and dead, it rightly said that contacts wait.
    const log = (): string => readFileSync(join(dataDirectory, 'log/tidings.jsonl'), 'utf8');
    const before = log().length;
    expect(await tidings.stop('SIGINT')).toEqual({ code: 0, signal: null });
    expect(tidings.output).toContain('Stopped. Your data is where it was');
    expect(log().slice(before)).not.toContain('last contacts not written');
    expect(postgresPids(dataDirectory)).toEqual([]);
  }, 60_000);

  it('says that the disk is full when it cannot start for that, and has lost nothing when there is room again', async () => {
    const crowded = await premises.start({ program: 'start', dataDirectory, arguments: ['--empty'], after: NO_ROOM });
    expect(await crowded.ended).toEqual({ code: 1, signal: null });
    expect(crowded.output).toMatch(/full: make room/);
    expect(postgresPids(dataDirectory)).toEqual([]);
    tidings = await startAgain();
    await expectEverythingIsThere();
  }, 180_000);

  it('leaves no orphan when it is killed, and finds its data at the next start', async () => {
    expect(await tidings.stop('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
    await until(() => postgresPids(dataDirectory).length === 0, 10_000);
    tidings = await startAgain();
    await expectEverythingIsThere();
    expect((await tidings.stop('SIGTERM')).code).toBe(0);
  }, 180_000);

  it.each([
    ['a folder is a file', 'file/data'],
    ...(process.getuid?.() === 0 ? [] : [['the folder belongs to somebody else', 'closed/data']]),
  ])(
    'says what is wrong when the data directory cannot be made: %s',
    async (_, path) => {
      writeFileSync(join(dataDirectory, 'file'), '');
      mkdirSync(join(dataDirectory, 'closed'), { recursive: true, mode: 0o555 });
      const refused = await premises.start({ program: 'start', dataDirectory: join(dataDirectory, path) });
      expect(await refused.ended).toEqual({ code: 1, signal: null });
      expect(refused.output).toMatch(/cannot be used.*choose another data directory/);
      expect(existsSync(join(dataDirectory, path))).toBe(false);
    },
    60_000,
  );

  it('says what is wrong with its settings', async () => {
    const refused = await premises.start({ program: 'start', dataDirectory, env: { PORT: 'eighty' } });
    expect(await refused.ended).toEqual({ code: 1, signal: null });
    expect(refused.output).toContain('PORT must be');
  }, 60_000);
});

/** objects/ab/cd/<sha256> */
const shard = (name: string): string => join(name.slice(0, 2), name.slice(2, 4), name);
