import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fleet } from '@tidings/fleet-simulator';
import { basisPoints, sha256Of } from '@tidings/vocabulary';
import pg from 'pg';
import { until } from '../processes/until.js';
import { HandCar } from './main-job-car.js';
import { asCsv, carsOf, drive, HARDWARE, RUNS_BEFORE } from './main-job-fleet.js';
import { type House, openFourProcesses, openOneProcess } from './main-job-house.js';
import { CommandLine } from './main-job-line.js';
import { beyond, outsideTheirStage } from './main-job-positions.js';
import { sendChanged } from './main-job-changed-byte.js';

const RELEASE = 'Asterion 4.2';
const PAUSE_REASON = 'Two cars took longer than we promised. We look into it.';
const NOTES = join(import.meta.dirname, '../../apps/all-in-one/demo/notes/asterion-4.2');
const PACKAGE = ['--name', 'icm', '--version', '4.2', '--hardware', HARDWARE];
/** Everybody but one car in ten thousand is in the second stage, which a person ends. */
const STAGES = '40%:5s:1,99.99%:5s:1!,100%:5s:1';
const SHARES = [basisPoints(4000), basisPoints(9999), basisPoints(10_000)];

const BRITONS = carsOf('briton', 12, 'GB', 'Europe/London');
const GERMANS = carsOf('german', 8, 'DE', 'Europe/Berlin');
const SWEDES = carsOf('swede', 5, 'SE', 'Europe/Stockholm');
const LYRA = carsOf('lyra', 1, 'GB', 'Europe/London', 'Lyra');
const BY_HAND = carsOf('by-hand', 8, 'GB', 'Europe/London');
const LATE = carsOf('late', 1, 'GB', 'Europe/London');

interface Why {
  readonly rollouts: readonly { readonly gates: readonly { readonly gate: string; readonly passes: boolean }[] }[];
}
interface Rollout {
  readonly state: string;
  readonly attempts: { readonly open: number };
}

describe.each([
  ['in one process', openOneProcess],
  ['in four processes on one database', openFourProcesses],
])('the main job, %s', (_, open) => {
  let house: House;
  let line: CommandLine;
  let folder: string;
  let database: pg.Client;
  let rolloutName: string;
  const fleets: Fleet[] = [];

  beforeAll(async () => {
    house = await open();
    folder = join(house.dataDirectory, 'of the release manager');
    mkdirSync(folder);
    line = new CommandLine({ dataDirectory: house.dataDirectory, folder });
    database = new pg.Client({ connectionString: house.databaseUrl });
    await database.connect();
  }, 300_000);
  afterAll(async () => {
    await Promise.all(fleets.map((fleet) => fleet.stop()));
    await (database as pg.Client | undefined)?.end();
    await (house as House | undefined)?.close();
  }, 60_000);

  const rollout = () => line.json<Rollout>('release-manager', 'rollout', 'show', rolloutName);
  const why = (car: string) => line.json<Why>('release-manager', 'why', car);
  const refusalOf = async (car: string) => (await why(car)).rollouts[0]!.gates.find(({ passes }) => !passes)?.gate;
  const running = (of: readonly { readonly controllerId: string }[]) =>
    fleets.flatMap((fleet) => of.flatMap(({ controllerId }) => fleet.vehicle(controllerId)?.installedVersion ?? []));
  const keptFiles = () =>
    readdirSync(house.artifacts, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
  const publish = async (language: string): Promise<void> => {
    const publishing = ['note', 'publish', join(NOTES, `${language}.md`), '--release', RELEASE];
    const { id } = await line.json<{ id: string }>('author', ...publishing);
    expect((await line.say('author', 'note', 'approve', id)).code).toBe(1);
    await line.done('approver', 'note', 'approve', id);
  };
  const handCar = (n: number) => new HandCar(house.vehicles, BY_HAND[n]!.controllerId, BY_HAND[n]!.token);

  it('registers a publisher and vehicles', async () => {
    const cars = [...BRITONS, ...GERMANS, ...SWEDES, ...LYRA, ...BY_HAND, ...LATE];
    writeFileSync(join(folder, 'cars.csv'), asCsv(cars));
    expect(await line.done('release-manager', 'vehicle', 'import', 'cars.csv')).toMatch(
      new RegExp(`Registered +${cars.length}\n`),
    );
    await line.done('release-manager', 'publisher', 'key-new', '--out', 'key.jwk');
    await line.done('release-manager', 'publisher', 'add', 'Asterion Software', '--key', 'key.jwk');
  });

  it('refuses a file with a changed byte and one signed with a wrong key, and keeps nothing of either', async () => {
    writeFileSync(join(folder, 'icm.swu'), randomBytes(1_000_000));
    await line.done('release-manager', 'publisher', 'key-new', '--out', 'stranger.jwk');
    const pushing = ['package', 'push', 'icm.swu', ...PACKAGE, '--key', 'stranger.jwk'];
    expect(await line.say('release-manager', ...pushing)).toMatchObject({
      code: 1,
      err: expect.stringContaining('which no publisher has registered'),
    });

    expect(await sendChanged(house, folder)).toEqual({ status: 422, code: 'digest-differs' });
    expect(keptFiles()).toEqual([]);
    expect(await line.json('release-manager', 'package', 'list')).toEqual([]);
  });

  it('takes the package in when it is what its publisher signed', async () => {
    await line.done('release-manager', 'package', 'push', 'icm.swu', ...PACKAGE, '--key', 'key.jwk');
    expect(keptFiles().map(({ name }) => name)).toEqual([sha256Of(readFileSync(join(folder, 'icm.swu')))]);
  });

  it('lets a second person approve the release, never its author', async () => {
    const named = ['--name', 'Asterion', '--version', '4.2', '--package', 'icm 4.2'];
    await line.done('release-manager', 'release', 'create', ...named);
    expect((await line.say('release-manager', 'release', 'approve', RELEASE)).code).toBe(1);
    await line.done('approver', 'release', 'approve', RELEASE);
    await line.done('release-manager', 'release', 'publish', RELEASE);
  });

  it('publishes the note in two languages, after another person has approved it', async () => {
    await publish('en-GB');
    await publish('de-DE');
  });

  it('starts a rollout that another person approved', async () => {
    const plan = ['--models', 'Vega', '--stages', STAGES, '--silent-after', '5s', '--in-flight', '30'];
    // One rollout in three hundred has a car in its last ten-thousandth: that one stays a draft.
    for (let n = 1, id = ''; id === '' || (await beyond(database, id, SHARES[1]!)).length > 0; n++) {
      rolloutName = `Asterion 4.2, draft ${n}`;
      const named = ['rollout', 'create', '--name', rolloutName, '--release', RELEASE];
      ({ id } = await line.json<{ id: string }>('release-manager', ...named, ...plan));
    }
    expect((await line.say('release-manager', 'rollout', 'approve', rolloutName)).code).toBe(1);
    expect((await line.say('release-manager', 'rollout', 'start', rolloutName)).code).toBe(1);
    await line.done('approver', 'rollout', 'approve', rolloutName);
    await line.done('release-manager', 'rollout', 'start', rolloutName);
    expect(await rollout()).toMatchObject({ state: 'running', stage: { number: 1 } });
  });

  it('brings the cars to the release, stage by stage and by position', async () => {
    const cars = [...BRITONS, ...GERMANS];
    fleets.push(drive(house.vehicles, [...cars, ...SWEDES, ...LYRA]));
    await until(
      () => running(cars).every((version) => version === '4.2'),
      120_000,
      () => JSON.stringify(fleets[0]!.counts()),
    );
    expect(await rollout()).toMatchObject({ stage: { number: 2 }, attempts: { offered: cars.length } });
    expect(await outsideTheirStage(database, SHARES)).toEqual([]);
    expect(running([...SWEDES, ...LYRA])).toEqual([...SWEDES, ...LYRA].map(() => RUNS_BEFORE));
  }, 180_000);

  it('says why: for a car that has it, for two that do not, and for one that nobody knows', async () => {
    // What a car has told last may still be on its way into the record.
    await until(async () => (await refusalOf(BRITONS[0]!.controllerId)) === 'allowed-direction');
    expect(await refusalOf(SWEDES[0]!.controllerId)).toBe('note-live');
    expect(await refusalOf(LYRA[0]!.controllerId)).toBe('in-cohort');
    expect(await why(BY_HAND[0]!.controllerId)).toMatchObject({
      decision: { kind: 'offer' },
      rollouts: [{ passes: true }],
    });
    expect(await line.say('release-manager', 'why', 'nobody-1')).toMatchObject({
      code: 1,
      err: expect.stringContaining('nobody-1'),
    });
  });

  it('opens a market when the note in its language is live', async () => {
    await publish('sv-SE');
    await publish('fr-FR');
    await until(() => running(SWEDES).every((version) => version === '4.2'), 120_000);
  }, 180_000);

  it('is paused within two seconds at the vehicles, and stops a car half-way through its download', async () => {
    const car = handCar(0);
    const { deploymentBase } = await car.poll();
    const { file, bytes } = await car.begin(deploymentBase!);
    const half = bytes / 2;
    // Begun is the first report (docs/decisions/0003): before it, a stop only takes the link away.
    expect(await car.report(deploymentBase!, 'download', 'none')).toBe(200);
    expect(await car.fetch(file, 0, half)).toEqual({ status: 206, bytes: half });
    expect(await handCar(1).poll()).toHaveProperty('deploymentBase');

    await line.done('release-manager', 'rollout', 'pause', rolloutName, '--why', PAUSE_REASON);
    const pausedAt = performance.now();
    const askedAt = await firstToHearNothing([2, 3, 4, 5, 6]);
    expect(askedAt - pausedAt).toBeLessThan(2_000);

    expect((await car.fetch(file, half, bytes)).status).toBe(404);
    const links = await car.poll();
    expect(links).not.toHaveProperty('deploymentBase');
    expect(await car.report(links['cancelAction']!, 'closed', 'success')).toBe(200);
    expect(await handCar(1).poll()).not.toHaveProperty('deploymentBase');
    // One by its answer, one because it had not begun.
    expect(await rollout()).toMatchObject({ state: 'paused', afterStop: { acknowledged: 2, pastStopping: 0 } });
  });

  it.each(['en-GB', 'fr-FR', 'sv-SE', 'de-DE'])(
    'tells owners in %s that it is paused, and why',
    async (language) => {
      const page = async () => await (await fetch(`${house.owners}/${language}/releases/asterion-4.2`)).text();
      // Readings are kept for 15 s: a pause must show within a minute.
      await until(async () => (await page()).includes(PAUSE_REASON), 60_000);
      expect(await page()).toMatch(new RegExp(`<html[^>]*lang="${language}"`));
      expect(await page()).toContain('state-paused');
    },
    70_000,
  );

  it('goes on after a resume: a car that was stopped gets a new attempt', async () => {
    await line.done('release-manager', 'rollout', 'resume', rolloutName);
    const car = handCar(0);
    const { configData } = await car.poll();
    expect(await car.describe(configData!, RUNS_BEFORE, HARDWARE)).toBe(200);
    const { deploymentBase } = await car.poll();
    expect(new URL(deploymentBase!).pathname).toMatch(/\/deploymentBase\/2$/);
    const { file, bytes } = await car.begin(deploymentBase!);
    expect(await car.fetch(file, 0, bytes)).toEqual({ status: 206, bytes });
    expect(await car.report(deploymentBase!, 'closed', 'success')).toBe(200);
    fleets.push(drive(house.vehicles, BY_HAND.slice(1)));
    await until(() => running(BY_HAND.slice(1)).every((version) => version === '4.2'), 120_000);
  }, 180_000);

  it('advances when a person says yes, and completes', async () => {
    await until(async () => (await rollout()).attempts.open === 0);
    await until(async () => (await line.say('approver', 'rollout', 'advance', rolloutName)).code === 0, 60_000);
    fleets.push(drive(house.vehicles, LATE));
    await until(async () => (await rollout()).state === 'completed', 120_000);
    expect(await rollout()).toMatchObject({ stage: { number: 3 }, attempts: { open: 0, installed: 34 } });
    expect(await outsideTheirStage(database, SHARES)).toEqual([]);
  }, 240_000);

  it('leaves a journal in which every change shows', async () => {
    await until(
      async () => (await database.query('SELECT 1 FROM journal_entry WHERE block_number IS NULL')).rowCount === 0,
    );
    expect(await line.done('auditor', 'verify', 'journal')).toContain('The journal is what was written');
    expect(await line.done('auditor', 'verify', 'store')).toContain('All that is on record is what was written');
    await database.query(`UPDATE journal_entry SET bytes = bytes || ' '::bytea WHERE act = 'rollout-paused'`);
    expect(await line.say('auditor', 'verify', 'journal')).toMatchObject({
      code: 1,
      err: expect.stringContaining('was changed after it was written'),
    });
  });

  /** When the first poll left that was not offered anything, by the clock of this process; each car asks once. */
  async function firstToHearNothing(cars: readonly number[]): Promise<number> {
    for (const n of cars) {
      const at = performance.now();
      if (!('deploymentBase' in (await handCar(n).poll()))) return at;
    }
    throw new Error('every car that asked was offered the update');
  }
});
