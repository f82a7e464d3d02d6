import { type Instant, isoOf } from '@tidings/vocabulary';
import type { CohortExpression } from '../cohort/cohort-expression.js';
import type { GateName } from '../offers/decision.js';
import { OPENING_GATES } from '../gates/gate-order.js';
import type { RolloutFacts } from '../offers/rollout.js';
import type { CompiledRollout } from '../offers/snapshot.js';
import type { Stone } from '../versions/stepping-stones.js';
import type { VehicleFacts } from '../offers/vehicle-facts.js';

/** Raised whenever a verdict could come out differently for the same facts. */
export const COMPATIBILITY_RULE = 'tidings-compatibility-1';

/**
 * One vehicle in the target register (UN R156 7.1.1.6, 7.1.1.7, 7.1.2.4): what it is last known to be, how old that knowledge is, and whether
 * the release is compatible with it. JSON as it is written down; a controller id is no VIN.
 */
export interface RegisterLine {
  readonly vehicle: string;
  readonly controllerId: string;
  readonly model: string;
  readonly market: string;
  readonly ecus: readonly RegisteredEcu[];
  /** RFC 3339: when hardware or software was last told or proven. */
  readonly factsAt: string;
  /** Whole days from then to the register. */
  readonly factsDays: number;
  readonly isCompatible: boolean;
  /** Every rule that refuses, with the facts compared. */
  readonly refusals: readonly { readonly rule: GateName; readonly wants: string; readonly has: string }[];
}

interface RegisteredEcu {
  /** 'main': the one that takes the update. */
  readonly name: string;
  readonly hardwareId: string;
  /** Absent: not known. */
  readonly software?: string;
  readonly since: string;
  /** 'not-touched': the release says nothing of it. */
  readonly verdict: 'compatible' | 'refused' | 'not-touched';
}

/** The opening gates that ask whether release and vehicle fit, not whether it is the vehicle's turn. The same code offers and registers. */
const RULES: ReadonlySet<string> = new Set([
  'hardware-fits',
  'facts-fresh',
  'facts-agree',
  'software-known',
  'allowed-direction',
  'reachable',
  'ecus-fit',
]);

const COMPATIBILITY = OPENING_GATES.filter(({ name }) => RULES.has(name));

/** `stones`: what all running rollouts bring, for the words of a vehicle that needs a step in between. */
export function registerLine(
  facts: RolloutFacts,
  vehicle: VehicleFacts,
  now: Instant,
  stones: readonly Stone[],
): RegisterLine {
  // None of these rules asks for the cohort: whoever is in it is listed, and it may be a list of a million.
  const rollout: CompiledRollout = { facts, stones, cohort: NOBODY };
  const refusals = COMPATIBILITY.map(({ ask }) => ask({ rollout, vehicle, attempts: [], now })).filter(
    ({ passes }) => !passes,
  );
  return {
    vehicle: vehicle.vehicleId,
    controllerId: vehicle.controllerId,
    model: vehicle.model,
    market: vehicle.market,
    ecus: [mainEcu(vehicle, refusals), ...otherEcus(facts, vehicle, refusals)],
    factsAt: isoOf(vehicle.factsAt),
    factsDays: Math.max(0, Math.floor((now - vehicle.factsAt) / DAY)),
    isCompatible: refusals.length === 0,
    refusals: refusals.map(({ gate, wants, has }) => ({ rule: gate, wants, has })),
  };
}

const NOBODY: CohortExpression = { kind: 'any', parts: [] };

const DAY = 86_400_000;
type Refused = readonly { readonly gate: string }[];

const mainEcu = ({ hardwareId, software }: VehicleFacts, refusals: Refused): RegisteredEcu => ({
  name: 'main',
  hardwareId,
  ...(software.kind === 'known' && { software: software.version }),
  since: isoOf(software.since),
  verdict: refusals.some(({ gate }) => gate !== 'ecus-fit') ? 'refused' : 'compatible',
});

function otherEcus({ release }: RolloutFacts, { ecus }: VehicleFacts, refusals: Refused): readonly RegisteredEcu[] {
  const { requires = [], conflicts = [] } = release;
  const asked = new Set([...requires, ...conflicts].map(({ ecu }) => ecu));
  const verdict = refusals.some(({ gate }) => gate === 'ecus-fit') ? 'refused' : 'compatible';
  return Object.entries(ecus).map(([name, { hardwareId, software }]) => ({
    name,
    hardwareId,
    ...(software.kind === 'known' && { software: software.version }),
    since: isoOf(software.since),
    verdict: asked.has(name) ? verdict : 'not-touched',
  }));
}
