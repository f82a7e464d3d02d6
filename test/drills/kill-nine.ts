import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Fleet, type FleetBehaviour, simulateFleet } from '@tidings/fleet-simulator';
import { basisPoints, hours, seconds } from '@tidings/vocabulary';
import pg from 'pg';
import { seededChance } from '../../libs/rollout-engine/builders/seeded-chance.js';
import { asCsv, carsOf, type FiledCar, HARDWARE, RUNS_BEFORE } from '../journeys/main-job-fleet.js';
import { CommandLine } from '../journeys/main-job-line.js';
import { freePort } from '../processes/free-port.js';
import { Premises } from '../processes/premises.js';
import { postgresPids, postmasterPid, privateDatabaseUrl } from '../processes/private-cluster.js';
import { until } from '../processes/until.js';
import { faultsOf } from './faults-of.js';

export interface KillNine {
  readonly seed: number;
  readonly cars: number;
  readonly kills: number;
}

export interface Survived {
  /** What was killed, in order. */
  readonly killed: readonly string[];
  readonly acknowledgedReports: number;
  /** Everything that is not as promised; nothing, one hopes. */
  readonly faults: readonly string[];
  /** What the same look finds on a record that was spoiled on purpose: what cannot find a fault proves nothing. */
  readonly faultsWhenSpoiled: readonly string[];
}

const ROLLOUT = 'everybody';
const NOTES = join(import.meta.dirname, '../../apps/all-in-one/demo/notes/asterion-4.2');
/**
 * Positions are chance: shares and answers that forty cars reach too. An outage is longer than a short soak and makes every car look
 * silent, so the last stage waits longer, and silence does not halt here.
 */
const STAGES = '30%:5s:1,60%:5s:1,100%:20s:1';
/** A server second is the length of a simulated half minute. */
const TIME_SCALE = 30;
const SETTLES_WITHIN_MS = 4 * 60_000;
const RECORDED_WITHIN_MS = 30_000;

/**
 * A rollout to simulated cars while Tidings and its PostgreSQL are killed with SIGKILL at moments that the seed chooses; afterwards what
 * the cars believe is compared with what is on record.
 */
export async function killNine({ seed, cars, kills }: KillNine): Promise<Survived> {
  const premises = new Premises();
  const dataDirectory = premises.directory(`seed ${seed}`);
  const env = { PORT: String(await freePort()), TIDINGS_POLL_EVERY: '60s' };
  const open = () => premises.open({ program: 'start', dataDirectory, arguments: ['--empty'], env });
  let fleet: Fleet | undefined;
  try {
    let tidings = await open();
    const line = new CommandLine({ dataDirectory, folder: dataDirectory });
    const filed = theCars(cars);
    await begin(line, dataDirectory, filed);
    fleet = driveRoughly(tidings.address, filed, seed);

    const chance = seededChance(seed);
    const killed: string[] = [];
    for (let n = 0; n < kills; n++) {
      await wait(500 + chance() * 4_000);
      // The first two are of different kinds, whatever the seed.
      const isProcess = n < 2 ? (n + seed) % 2 === 0 : chance() < 0.5;
      killed.push(isProcess ? 'process' : await killPostgres(dataDirectory, chance()));
      if (isProcess) {
        await tidings.stop('SIGKILL');
        tidings = await open();
      }
    }
    await settled(fleet, filed, dataDirectory);
    await fleet.stop();
    const { acknowledgedReports } = fleet.counts();
    const look = (database: pg.Client) => faultsOf(database, filed, fleet!);
    const faults = await lastingFaults(() => onRecord(dataDirectory, look));
    const faultsWhenSpoiled = await onRecord(dataDirectory, (database) => spoiled(database, look));
    return { killed, acknowledgedReports, faults, faultsWhenSpoiled };
  } finally {
    await fleet?.stop();
    await premises.clear();
  }
}

/** Nine of ten may be updated; the others are of another model, or of a market whose language has no note. */
function theCars(count: number): readonly FiledCar[] {
  const others = Math.ceil(count / 20);
  return [
    ...carsOf('vega', count - 2 * others, 'GB', 'Europe/London'),
    ...carsOf('lyra', others, 'GB', 'Europe/London', 'Lyra'),
    ...carsOf('swede', others, 'SE', 'Europe/Stockholm'),
  ];
}

/** The main job up to a rollout that runs. */
async function begin(line: CommandLine, folder: string, cars: readonly FiledCar[]): Promise<void> {
  const manager = (...argv: readonly string[]) => line.done('release-manager', ...argv);
  writeFileSync(join(folder, 'cars.csv'), asCsv(cars));
  writeFileSync(join(folder, 'icm.swu'), randomBytes(200_000));
  await manager('vehicle', 'import', 'cars.csv');
  await manager('publisher', 'key-new', '--out', 'key.jwk');
  await manager('publisher', 'add', 'Asterion Software', '--key', 'key.jwk');
  const named = ['--name', 'icm', '--version', '4.2', '--hardware', HARDWARE, '--key', 'key.jwk'];
  await manager('package', 'push', 'icm.swu', ...named);
  await manager('release', 'create', '--name', 'Asterion', '--version', '4.2', '--package', 'icm 4.2');
  await line.done('approver', 'release', 'approve', 'Asterion 4.2');
  await manager('release', 'publish', 'Asterion 4.2');
  const note = ['note', 'publish', join(NOTES, 'en-GB.md'), '--release', 'Asterion 4.2'];
  const { id } = await line.json<{ id: string }>('author', ...note);
  await line.done('approver', 'note', 'approve', id);
  const plan = [
    '--models',
    'Vega',
    '--stages',
    STAGES,
    '--silent-after',
    '5s',
    '--in-flight',
    '20',
    '--guardrail',
    'silent=off',
  ];
  await manager('rollout', 'create', '--name', ROLLOUT, '--release', 'Asterion 4.2', '--failure-limit', '20%', ...plan);
  await line.done('approver', 'rollout', 'approve', ROLLOUT);
  await manager('rollout', 'start', ROLLOUT);
}

const ROUGH: FleetBehaviour = {
  ...{ installFails: basisPoints(300), bricks: basisPoints(0), parked: basisPoints(0) },
  failure: { code: 9002, text: 'the new software did not start; back on the previous one' },
  ...{ downloadCut: basisPoints(2000), slowDownload: basisPoints(3000), slowBytesPerSecond: 4 * 1024 },
  parkedFor: hours(1),
  installTakes: { shortest: seconds(3), longest: seconds(60) },
  restartTakes: { shortest: seconds(2), longest: seconds(20) },
};

function driveRoughly(server: string, cars: readonly FiledCar[], seed: number): Fleet {
  const vehicles = cars.map(({ controllerId, token }) => {
    return { controllerId, token, hardwareId: HARDWARE, softwareVersion: RUNS_BEFORE };
  });
  const fleet = simulateFleet({
    ...{ server, tenant: 'DEFAULT', vehicles, behaviour: ROUGH, seed },
    pace: { timeScale: TIME_SCALE, firstPollsWithin: seconds(60), sockets: 12, downloads: 12 },
  });
  fleet.start();
  return fleet;
}

/** Its postmaster, or one of the processes that serve a connection: PostgreSQL then restarts all of them by itself. */
async function killPostgres(dataDirectory: string, chance: number): Promise<string> {
  await until(() => postmasterPid(dataDirectory) !== undefined);
  const postmaster = postmasterPid(dataDirectory)!;
  const backends = postgresPids(dataDirectory).filter((pid) => pid !== postmaster);
  const backend = chance < 0.4 ? backends[Math.floor((chance / 0.4) * backends.length)] : undefined;
  try {
    process.kill(backend ?? postmaster, 'SIGKILL');
  } catch {
    return 'a process of PostgreSQL that had just ended';
  }
  return backend === undefined ? 'postmaster' : 'a process of PostgreSQL';
}

/** Every car that may be updated has had its verdict acknowledged and has said what it runs, and the rollout is over. */
async function settled(fleet: Fleet, cars: readonly FiledCar[], dataDirectory: string): Promise<void> {
  const isQuiet = cars.length;
  const quiet = () =>
    cars.filter(({ controllerId }) => {
      const { phase, unacknowledged } = fleet.vehicle(controllerId)!;
      return phase === 'driving' && unacknowledged.length === 0;
    }).length;
  const open = `SELECT (SELECT count(*) FROM rollout WHERE state = 'running') + (SELECT count(*) FROM vehicle WHERE wants_attributes)
                       + (SELECT count(*) FROM attempt WHERE closed_at IS NULL) AS count`;
  const isOver = async () => {
    if (quiet() < isQuiet) return false;
    const [row] = (await onRecord(dataDirectory, (database) => database.query<{ count: string }>(open))).rows;
    return row!.count === '0';
  };
  const told = () => JSON.stringify(fleet.counts());
  await until(async () => isOver().catch(() => false), SETTLES_WITHIN_MS, told);
}

/** A report that was kept on disk while the database was away is recorded a moment after it is back. */
async function lastingFaults(look: () => Promise<readonly string[]>): Promise<readonly string[]> {
  const end = performance.now() + RECORDED_WITHIN_MS;
  for (;;) {
    const faults = await look();
    if (faults.length === 0 || performance.now() > end) return faults;
    await wait(500);
  }
}

async function spoiled<T>(database: pg.Client, look: (database: pg.Client) => Promise<T>): Promise<T> {
  await database.query(`
    BEGIN;
    DELETE FROM report WHERE ctid = (SELECT min(ctid) FROM report);
    UPDATE vehicle SET software_version = '0.1' WHERE controller_id = 'vega-1';
    UPDATE vehicle SET model = 'Orion' WHERE controller_id = 'vega-2';
    UPDATE attempt SET wire_number = wire_number + 100
     WHERE vehicle_id = (SELECT id FROM vehicle WHERE controller_id = 'vega-3');
    UPDATE rollout_step SET revision = revision - 1 WHERE kind = 'complete';
    UPDATE rollout SET stage_counts = '{0, 0, 0}'`);
  return await look(database).finally(() => database.query('ROLLBACK'));
}

async function onRecord<T>(dataDirectory: string, look: (database: pg.Client) => Promise<T>): Promise<T> {
  const database = new pg.Client({ connectionString: privateDatabaseUrl(dataDirectory) });
  // A lost connection also rejects the query.
  database.on('error', () => undefined);
  await database.connect();
  return await look(database).finally(() => database.end());
}
