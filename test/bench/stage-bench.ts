import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AdvanceRollout, StartRollout } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import { openDataSource, Records } from '@tidings/records';
import { positionOf } from '@tidings/rollout-engine';
import { type Actor, Clock, IdSource, type Instant, parseId, type RolloutId } from '@tidings/vocabulary';
import { whyVehicle } from '@tidings/views';
import type { BenchSection, Ground } from './bench-section.js';
import { controllerIdOf, Fleet } from './fleet.js';
import { median } from './median.js';
import { pollEach } from './poll-each.js';
import { postgresCpuSeconds } from './postgres-cpu.js';
import { ServerProcess } from './server-process.js';
import { fileStageRollout, STAGES, thresholdsOfStages } from './stage-rollout.js';

const GATEWAY = resolve(import.meta.dirname, '../../dist/apps/vehicle-gateway/src/main.js');
const GATEWAYS = 2;
const OPENS_WITHIN_MS = 100;
const OFFERS_WITHIN_MS = 2_000;

/** Each round opens one rollout and advances it twice; one more before them is told apart: a process that has never opened a stage compiles and connects. */
const ROUNDS = 5;

const PERSON: Actor = { person: 'bench', name: 'Bench', roles: ['release-manager'], by: 'person' };
const SECOND: Actor = { ...PERSON, person: 'second' };

class WallClock extends Clock {
  now(): Instant {
    return Date.now() as Instant;
  }
}

let counted = 0;
class CountedIds extends IdSource {
  next<Prefix extends string>(prefix: Prefix) {
    return parseId(prefix, `${prefix}_bench${++counted}`);
  }
}

interface Opening {
  /** The transaction that opened the stage, with everything that was read to decide it. */
  readonly ms: number;
  /** Of this process, for that. */
  readonly cpuMs: number;
  /** From its commit until every gateway had offered the release to a vehicle of the new part. */
  readonly offeredInMs: number;
}

export const bench: BenchSection = {
  heading: 'Opening a stage',
  measure: async (ground) => {
    const fleet = await Fleet.register(ground.postgres, 'stages', ground.options.fleetSize);
    const gateways = await Promise.all(Array.from({ length: GATEWAYS }, (_, n) => openGateway(ground, fleet, n)));
    try {
      const cpuBefore = postgresCpuSeconds(ground.postgres);
      const all = await openStages(ground, fleet, gateways);
      const postgresCpu = postgresCpuSeconds(ground.postgres) - cpuBefore;
      const openings = all.slice(STAGES.length);
      const [first] = all as [Opening];
      const cpuEach = openings.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / openings.length;
      const opened = openings.map(({ ms }) => ms);
      const offered = openings.map(({ offeredInMs }) => offeredInMs);
      const [slowest, latest] = [Math.max(...opened), Math.max(...offered)];
      const vehicles = ground.options.fleetSize.toLocaleString('en-GB');
      return {
        words: `${openings.length} openings of prepared stages (${ROUNDS} starts, ${openings.length - ROUNDS} advances by a person, with the evidence read) in a cohort of ${vehicles}
vehicles, beside ${GATEWAYS} gateways with the whole fleet in memory. After each, a quiet vehicle of the new part polls every gateway until it is offered the release.
Opening: median ${median(opened).toFixed(1)} ms, slowest ${slowest.toFixed(1)} ms; CPU of the process that opens ${cpuEach.toFixed(1)} ms each. The very first of that process took ${first.ms.toFixed(1)} ms (CPU ${first.cpuMs.toFixed(1)} ms): it connects and
compiles. PostgreSQL used ${postgresCpu.toFixed(1)} s of CPU for all of it, gateways and polls included. Every gateway offered: median ${Math.round(median(offered))} ms, latest ${Math.round(latest)} ms.`,
        goals: [
          {
            goal: `open or advance a prepared stage, ${vehicles} vehicles`,
            measured: `${slowest.toFixed(1)} ms, the slowest`,
            wanted: `under ${OPENS_WITHIN_MS} ms, one row`,
            holds: slowest < OPENS_WITHIN_MS,
          },
          {
            goal: 'every gateway offers after a stage opened',
            measured: `${Math.round(latest)} ms, the latest`,
            wanted: 'within 2 s',
            holds: latest < OFFERS_WITHIN_MS,
          },
        ],
      };
    } finally {
      await Promise.all(gateways.map((gateway) => gateway.stop()));
    }
  },
};

const openGateway = ({ cores, folder }: Ground, fleet: Fleet, n: number): Promise<ServerProcess> =>
  ServerProcess.start(cores, GATEWAY, '/readyz', {
    DATABASE_URL: fleet.url,
    LOG_LEVEL: 'error',
    TIDINGS_DATA: join(folder, `stages-${n}-data`),
  });

async function openStages({ say }: Ground, fleet: Fleet, gateways: readonly ServerProcess[]): Promise<Opening[]> {
  const source = await openDataSource(fleet.url);
  const pool = new ReadPool(fleet.url, { applicationName: 'bench' });
  const clock = new WallClock();
  const records = new Records(source, clock, new CountedIds());
  const [start, advance] = [new StartRollout(records, clock), new AdvanceRollout(records, pool, clock)];
  const openings: Opening[] = [];
  const used = new Set<number>();
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const rolloutId = await fileStageRollout(source, fleet.size, round);
      for (const stage of STAGES.keys()) {
        const cars = gateways.map(() => aCarOf(rolloutId, stage, fleet.size, used));
        for (const [n, gateway] of gateways.entries()) await pollEach(gateway.port, [cars[n]!]);
        const rowsBefore = await rowsWritten(source);
        const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
        if (stage === 0) await start.run(PERSON, rolloutId);
        else await advance.byPerson(SECOND, rolloutId, 'the bench opens it');
        const ms = performance.now() - startedAt;
        const { user, system } = process.cpuUsage(cpuBefore);
        const rows = (await rowsWritten(source)) - rowsBefore;
        if (rows > ROLLOUT_ROWS_AT_MOST) throw new Error(`Opening a stage wrote ${rows} rows of rollouts.`);
        const committedAt = startedAt + ms;
        await Promise.all(gateways.map((gateway, n) => untilOffered(gateway, cars[n]!, pool)));
        openings.push({ ms, cpuMs: (user + system) / 1_000, offeredInMs: performance.now() - committedAt });
      }
      await source.query(`UPDATE rollout SET state = 'completed', revision = revision + 1 WHERE id = $1`, [rolloutId]);
      say(
        `round ${round}: ${openings
          .slice(-STAGES.length)
          .map(({ ms }) => `${ms.toFixed(1)} ms`)
          .join(', ')}`,
      );
    }
    return openings;
  } finally {
    await pool.close();
    await source.destroy();
  }
}

/** A step raises the revision of its rollout by one: what is raised in all is the number of rows written. */
const ROLLOUT_ROWS_AT_MOST = 1;

async function rowsWritten(source: Awaited<ReturnType<typeof openDataSource>>): Promise<number> {
  const [row] = await source.query<{ count: string }[]>('SELECT sum(revision) AS count FROM rollout');
  return Number(row!.count);
}

/** A vehicle that this stage opens and the one before did not, not used before. */
function aCarOf(rolloutId: RolloutId, stage: number, fleetSize: number, used: Set<number>): number {
  const thresholds = thresholdsOfStages();
  const [from, to] = [stage === 0 ? 0 : thresholds[stage - 1]!, thresholds[stage]!];
  for (let number = 1; number <= fleetSize; number++) {
    const position = positionOf(rolloutId, vehicleIdOf(number));
    if (used.has(number) || position < from || position >= to) continue;
    used.add(number);
    return number;
  }
  throw new Error('No vehicle is left for the stage.');
}

/** As Fleet registers it. */
const vehicleIdOf = (number: number) =>
  parseId('veh', `veh_${createHash('md5').update(String(number)).digest('hex').toUpperCase().slice(0, 26)}`);

async function untilOffered(gateway: ServerProcess, car: number, pool: ReadPool): Promise<void> {
  for (let polls = 0; polls < 1_000; polls++) {
    const [answer] = await pollEach(gateway.port, [car]);
    if (answer!.body.includes('deploymentBase')) return;
    await wait(20);
  }
  const why = await whyVehicle(pool, controllerIdOf(car), Date.now() as Instant);
  throw new Error(`A vehicle of an open stage was not offered the release: ${JSON.stringify(why?.explanation)}`);
}
