import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as breathe } from 'node:timers/promises';
import { JsonLog } from '@tidings/http-edge';
import { openFoundation } from '@tidings/foundation';
import { ASSUMED_HABITS, forecast } from '@tidings/fleet-model';
import { DryRunRollout } from '@tidings/operations';
import { RolloutRow } from '@tidings/records';
import { type Actor, minutes, type RolloutId } from '@tidings/vocabulary';
import { aRollout, NOON } from '../../libs/rollout-engine/builders/a-rollout.js';
import { aVehicle } from '../../libs/rollout-engine/builders/a-vehicle.js';
import type { BenchSection, Ground } from './bench-section.js';
import { Fleet } from './fleet.js';

const COUNTED_WITHIN_S = 5;
/** A poll in the same process waits so long at most for a slice of a rehearsal, in 99 of 100 cases. */
const SLICE_P99_MS = 50;
const ACTOR: Actor = { person: 'bench', name: 'Bench', roles: [], by: 'person' };

/** A dry run of the whole fleet: counting is one scan; rehearsing goes on in slices. */
export const bench: BenchSection = {
  heading: 'A dry run',
  measure: async (ground) => {
    const { fleetSize } = ground.options;
    const { countedS, vehicles } = await counted(ground, fleetSize);
    ground.say('rehearsing');
    const { rehearsedS, p99Ms } = await rehearsed(fleetSize);
    const thousands = fleetSize.toLocaleString('en-GB');
    return {
      words: `A draft rollout over a fleet of ${thousands} vehicles. Counting: every vehicle placed in its stage, the places kept, gates asked once a kind of
vehicle, in eight statements of one snapshot; ${vehicles.toLocaleString('en-GB')} vehicles were placed. The forecast (66 rehearsals of at most 1,000 cars) of a plan of three
stages took ${rehearsedS.toFixed(1)} s, in slices between which the process answers.`,
      goals: [
        {
          goal: `dry run counted, ${thousands} vehicles`,
          measured: `${countedS.toFixed(1)} s`,
          wanted: `under ${COUNTED_WITHIN_S} s`,
          holds: countedS < COUNTED_WITHIN_S,
        },
        {
          goal: 'delay of the event loop while it is rehearsed, p99',
          measured: `${p99Ms.toFixed(0)} ms`,
          wanted: `under ${SLICE_P99_MS} ms`,
          holds: p99Ms < SLICE_P99_MS,
        },
      ],
    };
  },
};

async function counted({ postgres, folder, say }: Ground, size: number) {
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
    await records.write((tx) =>
      tx.rows.update(
        RolloutRow,
        { id: rolloutId },
        { state: 'draft', stageIndex: null, threshold: null, stageOpenedAt: null },
      ),
    );
    const startedAt = performance.now();
    await new DryRunRollout(records, pool, clock, ids).run(ACTOR, rolloutId);
    const countedS = (performance.now() - startedAt) / 1_000;
    say(`counted in ${countedS.toFixed(1)} s`);
    const vehicles = await pool.one<{ count: number }>({
      text: 'SELECT coalesce(sum(vehicles), 0)::int AS count FROM dry_run_part',
    });
    if (vehicles!.count !== size) throw new Error(`${vehicles!.count} of ${size} vehicles were placed.`);
    return { countedS, vehicles: vehicles!.count };
  } finally {
    await foundation.close();
  }
}

/** A rollout of three stages over such a cohort, rehearsed as the conductor does it: slice by slice. */
async function rehearsed(size: number) {
  const slices = forecast({
    rollout: aRollout({ state: { kind: 'draft' }, stage: 'none' }),
    startsAt: NOON,
    cohortCount: size,
    stageCounts: [Math.round(size / 100), Math.round(size / 10), size],
    cars: [{ facts: aVehicle(), vehicles: size }],
    habits: ASSUMED_HABITS,
    pollEvery: minutes(5),
  });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  while (slices.next().done !== true) await breathe();
  delay.disable();
  return { rehearsedS: (performance.now() - startedAt) / 1_000, p99Ms: delay.percentile(99) / 1e6 };
}
