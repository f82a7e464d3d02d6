import { after, days, type Duration, type Instant, instant, milliseconds } from '@tidings/vocabulary';
import type { GateAnswer, GateName } from './decision.js';
import { nextPermitted } from '../times/permitted-times.js';
import { PATIENCE } from '../plan/plan-defaults.js';
import type { Stage } from '../plan/plan.js';
import { positionOf } from '../position/position.js';
import type { Foretold, RolloutFacts } from './rollout.js';
import type { VehicleFacts } from './vehicle-facts.js';

/** When a vehicle may have its turn, as far as the plan tells, or a dry run that was rehearsed; nobody can promise more than a range. */
export type ExpectedWindow =
  /** At its next contact. */
  | { readonly kind: 'now' }
  /** Earliest: every stage takes only its soak. Latest: every stage takes its patience as well. Where there is a forecast: its nine in ten. */
  | { readonly kind: 'between'; readonly earliest: Instant; readonly latest: Instant }
  /** A person or a fact has to change first: the gate that says so, or that a person must approve a stage. */
  | { readonly kind: 'cannot-say'; readonly because: GateAnswer | 'approval' | 'not-started' }
  /** Not meant for this vehicle. */
  | { readonly kind: 'never'; readonly because: GateAnswer };

/** What is refused because the update is not for this vehicle; only a change of the vehicle itself would change it. */
const NOT_MEANT: readonly GateName[] = ['hardware-fits', 'in-cohort', 'allowed-direction', 'vehicle-active'];
/** What ends by the plan alone, in a time that the plan tells. */
const BY_THE_PLAN: readonly GateName[] = ['in-stage', 'stage-has-room', 'pace-allows', 'evaluated'];

/** `answers`: of the opening gates, at `now`. */
export function expectedWindow(
  rollout: RolloutFacts,
  vehicle: VehicleFacts,
  answers: readonly GateAnswer[],
  now: Instant,
): ExpectedWindow {
  const refusals = answers.filter(({ passes }) => !passes);
  if (refusals.length === 0) return { kind: 'now' };
  const never = refusals.find(({ gate }) => NOT_MEANT.includes(gate)) ?? ended(rollout, refusals);
  if (never) return { kind: 'never', because: never };
  const start = startOf(rollout, now);
  const blocking = refusals.find(
    ({ gate, until }) =>
      until === undefined && !BY_THE_PLAN.includes(gate) && !(isPlanned(rollout) && gate === 'rollout-running'),
  );
  if (blocking) return { kind: 'cannot-say', because: blocking };
  if (start === undefined) return { kind: 'cannot-say', because: 'not-started' };
  const turn = turnOf(rollout, vehicle, start, now);
  if (turn === 'approval') return { kind: 'cannot-say', because: 'approval' };
  if (turn === 'beyond')
    return { kind: 'never', because: refusals.find(({ gate }) => gate === 'in-stage') ?? refusals[0]! };
  return permitted(rollout, vehicle, turn, refusals);
}

/** The conductor starts it by itself. */
const isPlanned = ({ state, plan }: RolloutFacts): boolean => state.kind === 'approved' && plan.startsAt !== undefined;

const ended = ({ state }: RolloutFacts, refusals: readonly GateAnswer[]): GateAnswer | undefined =>
  state.kind === 'completed' ? refusals.find(({ gate }) => gate === 'rollout-running') : undefined;

/** The stage from which it counts, and since when that one is or will be open; undefined: nobody knows when it starts. */
function startOf(
  { state, stage, plan }: RolloutFacts,
  now: Instant,
): { readonly index: number; readonly openedAt: Instant } | undefined {
  if (stage) return { index: stage.index, openedAt: stage.openedAt };
  if (state.kind !== 'approved' || plan.startsAt === undefined) return undefined;
  return { index: 0, openedAt: later(plan.startsAt, now) };
}

interface Turn {
  readonly earliest: Instant;
  readonly latest: Instant;
}

function turnOf(
  rollout: RolloutFacts,
  vehicle: VehicleFacts,
  start: { readonly index: number; readonly openedAt: Instant },
  now: Instant,
): Turn | 'approval' | 'beyond' {
  const { stages } = rollout.plan;
  const own = stageOf(rollout, vehicle, start);
  if (own === undefined) return 'beyond';
  let [earliest, latest] = [start.openedAt, start.openedAt];
  for (const stage of stages.slice(start.index, own)) {
    if (stage.needsApproval) return 'approval';
    earliest = later(after(earliest, leastOf(stage)), now);
    latest = later(after(latest, mostOf(stage)), now);
  }
  const foretold = foretoldTurn(rollout.foretold, start, own);
  if (foretold) {
    const from = later(later(earliest, foretold.earliest), now);
    return { earliest: from, latest: later(foretold.latest, after(from, days(1))) };
  }
  const stage = stages[own]!;
  // Inside its stage the ramp, the pace and the vehicle's own contacts decide: it has its turn before the stage is left.
  return { earliest: later(earliest, now), latest: later(after(latest, mostOf(stage)), after(now, days(1))) };
}

/** From the stage that is open to the end of its own, as the rehearsals went. */
function foretoldTurn(
  foretold: Foretold | undefined,
  start: { readonly index: number; readonly openedAt: Instant },
  own: number,
): Turn | undefined {
  if (foretold === undefined) return undefined;
  const { opens, over } = foretold;
  const [here, opened] = [opens[start.index], opens[own]];
  const ends = own < opens.length - 1 ? opens[own + 1] : over;
  if (!here || !opened || !ends) return undefined;
  const behind = (length: number): Instant => after(start.openedAt, milliseconds(Math.max(0, length)));
  const soonest = own === start.index ? 0 : opened.low - here.high;
  return { earliest: behind(soonest), latest: behind(ends.high - here.low) };
}

const leastOf = ({ ramp, soak }: Stage): Duration => milliseconds((ramp ?? 0) + soak);
const mostOf = (stage: Stage): Duration => milliseconds(leastOf(stage) + (stage.patience ?? PATIENCE));

/** The stage that exposes this vehicle, the open one at the earliest; undefined: none does. */
function stageOf(
  { rolloutId, plan, thresholds }: RolloutFacts,
  { vehicleId, rings, memberSince }: VehicleFacts,
  start: { readonly index: number; readonly openedAt: Instant },
): number | undefined {
  const position = positionOf(rolloutId, vehicleId);
  const reached = plan.stages.findIndex(
    (stage, index) => position < (thresholds[index] ?? 0) || ('ring' in stage && rings.includes(stage.ring)),
  );
  if (reached < 0) return undefined;
  const isLate = memberSince > start.openedAt && start.index < plan.stages.length - 1;
  return Math.max(reached, isLate ? start.index + 1 : start.index);
}

/** Neither end before what ends by itself, nor outside windows and freezes. */
function permitted(
  { plan }: RolloutFacts,
  vehicle: VehicleFacts,
  { earliest, latest }: Turn,
  refusals: readonly GateAnswer[],
): ExpectedWindow {
  const until = instant(Math.max(...refusals.map((refusal) => refusal.until ?? 0)));
  const from = nextPermitted(plan, vehicle, later(earliest, until));
  const to = nextPermitted(plan, vehicle, later(latest, after(later(earliest, until), days(1))));
  if (from === undefined || to === undefined) return { kind: 'cannot-say', because: refusals[0]! };
  return { kind: 'between', earliest: from, latest: later(to, from) };
}

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
