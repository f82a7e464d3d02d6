import type { ReadPool } from '@tidings/postgres';
import { compileSnapshot, explain, type Explanation, type Foretold, type VehicleFacts } from '@tidings/rollout-engine';
import type { Instant } from '@tidings/vocabulary';
import { foretoldStages } from '../rollouts/dry-runs.js';
import { everyRollout } from '../rollouts/snapshot-source.js';
import { stopAllsInForce } from '../rollouts/stop-all-on-record.js';
import { vehicleAtTheDoor } from './hot-vehicles.js';
import { pollFacts } from './poll-facts.js';

/** Why one vehicle gets, or does not get, which update: the engine's own walk, on what is on record now. */
export interface VehicleExplained {
  readonly controllerId: string;
  readonly vehicle: VehicleFacts;
  readonly explanation: Explanation;
}

/** Undefined: no vehicle of that name. */
export async function whyVehicle(
  pool: ReadPool,
  controllerId: string,
  now: Instant,
): Promise<VehicleExplained | undefined> {
  const known = await vehicleAtTheDoor(pool, controllerId);
  const facts = known && (await pollFacts(pool, known.id));
  if (!facts) return undefined;
  const [rollouts, [stopAll], foretold] = await Promise.all([
    everyRollout(pool),
    stopAllsInForce(pool),
    foretoldStages(pool),
  ]);
  const snapshot = compileSnapshot(
    rollouts.map((rollout) => ({
      ...rollout.facts,
      ...(stopAll && { stopAll }),
      ...foretoldOf(foretold.get(rollout.facts.rolloutId)),
    })),
  );
  return { controllerId, vehicle: facts.vehicle, explanation: explain(snapshot, facts.vehicle, facts.attempts, now) };
}

const foretoldOf = (foretold: Foretold | undefined) => (foretold ? { foretold } : {});
