import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { JsonLog } from '@tidings/http-edge';
import { openFoundation } from '@tidings/foundation';
import { DryRunRollout, KeepDryRuns } from '@tidings/operations';
import type { ReadPool } from '@tidings/postgres';
import { RolloutRow } from '@tidings/records';
import { type Actor, type RolloutId } from '@tidings/vocabulary';
import type { BenchSection, Ground } from './bench-section.js';
import { Fleet } from './fleet.js';

const COUNTED_WITHIN_S = 5;
/** The same on one core, whatever else the machine does. */
const COUNTED_CPU_S = 4;
/** A poll in the same process waits so long at most while it is rehearsed, in 99 of 100 cases. */
const LOOP_P99_MS = 50;
const ACTOR: Actor = { person: 'bench', name: 'Bench', roles: [], by: 'person' };

/** A dry run of the whole fleet: counting is one scan; rehearsing goes on in a thread of its own. */
export const bench: BenchSection = {
  heading: 'A dry run',
  measure: async (ground) => {
    const { fleetSize } = ground.options;
    const { counting, rehearsing, vehicles, p99Ms } = await dryRun(ground, fleetSize);
    const thousands = fleetSize.toLocaleString('en-GB');
    return {
      words: `A draft rollout over a fleet of ${thousands} vehicles, three stages. Counting: every vehicle placed in its stage, the places kept, gates asked once a
kind of vehicle, in one snapshot; ${vehicles.toLocaleString('en-GB')} vehicles were placed in ${inWords(counting)}, PostgreSQL included. The forecast (66 rehearsals of at most
1,000 cars) took ${inWords(rehearsing)}, in a thread of its own.`,
      goals: [
        {
          goal: `dry run counted, ${thousands} vehicles`,
          measured: `${counting.wallS.toFixed(1)} s`,
          wanted: `under ${COUNTED_WITHIN_S} s`,
          holds: counting.wallS < COUNTED_WITHIN_S,
        },
        {
          goal: 'the same, processor time of everybody',
          measured: `${counting.cpuS.toFixed(1)} s`,
          wanted: `at most ${COUNTED_CPU_S} s`,
          holds: counting.cpuS <= COUNTED_CPU_S,
        },
        {
          goal: 'delay of the event loop while it is rehearsed, p99',
          measured: `${p99Ms.toFixed(0)} ms`,
          wanted: `under ${LOOP_P99_MS} ms`,
          holds: p99Ms < LOOP_P99_MS,
        },
      ],
    };
  },
};

interface Spent {
  readonly wallS: number;
  readonly cpuS: number;
}

const inWords = ({ wallS, cpuS }: Spent): string => `${wallS.toFixed(1)} s (${cpuS.toFixed(1)} s of processor time)`;

async function dryRun({ postgres, folder, say }: Ground, size: number) {
  say(`registering ${size} vehicles`);
  const fleet = await Fleet.register(postgres, 'dryrun', size);
  const foundation = await openFoundation({
    databaseUrl: fleet.url,
    artifactStore: { folder: join(folder, 'dryrun-artifacts') },
    log: new JsonLog('error'),
    needsSnapshot: false,
  });
  try {
    const { records, pool, clock, ids } = foundation;
    const rolloutId = 'rol_1' as RolloutId;
    await records.write((tx) => tx.rows.update(RolloutRow, { id: rolloutId }, DRAFT));
    const counting = await spent(pool, () => new DryRunRollout(records, pool, clock, ids).run(ACTOR, rolloutId));
    say(`counted in ${inWords(counting)}`);
    const placed = await pool.one<{ count: number }>({
      text: 'SELECT coalesce(sum(vehicles), 0)::int AS count FROM dry_run_part',
    });
    if (placed!.count !== size) throw new Error(`${placed!.count} of ${size} vehicles were placed.`);
    say('rehearsing');
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const rehearsing = await spent(pool, () => new KeepDryRuns(records, pool).run());
    delay.disable();
    return { counting, rehearsing, vehicles: placed!.count, p99Ms: delay.percentile(99) / 1e6 };
  } finally {
    await foundation.close();
  }
}

const stage = (share: number) => ({ share, soak: 86_400_000, minimumAnswers: 100, needsApproval: false });

const DRAFT = {
  state: 'draft' as const,
  stageIndex: null,
  threshold: null,
  stageOpenedAt: null,
  plan: {
    stages: [stage(100), stage(1_000), stage(10_000)],
    ...{ purpose: 'quality', priority: 0, failureLimit: 200, silentAfter: 86_400_000, inFlightAtFirst: 20 },
  },
};

/** Time on the wall and of the processor: of this process with all its threads, and of the server processes of this database. */
async function spent(pool: ReadPool, work: () => Promise<unknown>): Promise<Spent> {
  const servers = await cpuOfServers(pool);
  const own = process.cpuUsage();
  const startedAt = performance.now();
  await work();
  const wallS = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(own);
  return { wallS, cpuS: (user + system) / 1e6 + (await cpuOfServers(pool)) - servers };
}

/** Seconds, as Linux counts them in hundredths. A server process that came meanwhile counts from its beginning; none goes. */
async function cpuOfServers(pool: ReadPool): Promise<number> {
  const rows = await pool.rows<{ pid: number }>({
    text: 'SELECT pid FROM pg_stat_activity WHERE datname = current_database()',
  });
  const ticks = rows.map(({ pid }) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, one) => sum + one, 0) / 100;
}
