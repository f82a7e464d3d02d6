import {
  compileSnapshot,
  explain,
  type GateName,
  POSITION_SPACE,
  type RolloutFacts,
  type VehicleFacts,
} from '@tidings/rollout-engine';
import type { Instant } from '@tidings/vocabulary';

/** Vehicles of a cohort that are alike in all that gates compare, with one of them, by the stage that reaches them. */
export interface AlikeVehicles {
  readonly facts: VehicleFacts;
  /** By stage, 0-based; what no stage reaches is left out. */
  readonly byStage: readonly number[];
}

export interface CountOfKind {
  /** Absent: not known. */
  readonly value?: string;
  readonly vehicles: number;
}

/** One stage: vehicles it reaches that no earlier stage did. */
export interface DryRunStage {
  readonly vehicles: number;
  /** Of these: would be offered the release, with the facts of now. */
  readonly canTake: number;
  readonly models: readonly CountOfKind[];
  readonly markets: readonly CountOfKind[];
  readonly hardware: readonly CountOfKind[];
  readonly versions: readonly CountOfKind[];
}

/** Vehicles that would get nothing, with the first gate that refuses and what it compared. */
export interface DryRunExclusion {
  readonly gate: GateName;
  readonly wants: string;
  readonly has: string;
  readonly vehicles: number;
}

export interface DryRunCounts {
  readonly cohort: number;
  readonly stages: readonly DryRunStage[];
  readonly exclusions: readonly DryRunExclusion[];
  /** Markets whose owners cannot read why yet, with their vehicles. */
  readonly waitingMarkets: readonly CountOfKind[];
}

/** The same vehicles with the first gate that refuses them for good; absent: they would be offered the release. */
export interface AskedVehicles extends AlikeVehicles {
  readonly refusal: Omit<DryRunExclusion, 'vehicles'> | undefined;
}

/** Asks the gates themselves, as if every stage were open and there were room: once for vehicles that are alike. Refusals that end by themselves are none. */
export function askGates(
  rollout: RolloutFacts,
  alike: readonly AlikeVehicles[],
  now: Instant,
): readonly AskedVehicles[] {
  const open = compileSnapshot([asIfOpen(rollout, now)]);
  return alike.map((one) => {
    const [explained] = explain(open, one.facts, [], now).rollouts;
    const refusal = explained?.answers.find(({ passes, until }) => !passes && until === undefined);
    return { ...one, refusal: refusal && { gate: refusal.gate, wants: refusal.wants, has: refusal.has } };
  });
}

/** Who would get what. */
export function dryRunCounts(rollout: RolloutFacts, asked: readonly AskedVehicles[]): DryRunCounts {
  const stages = rollout.plan.stages.map((_, stage): DryRunStage => {
    const of = asked.map(({ facts, byStage, refusal }) => ({ facts, vehicles: byStage[stage] ?? 0, refusal }));
    const by = (value: (facts: VehicleFacts) => string | undefined): readonly CountOfKind[] =>
      largest(of.map(({ facts, vehicles }) => [value(facts), vehicles]));
    return {
      vehicles: sum(of),
      canTake: sum(of.filter(({ refusal }) => refusal === undefined)),
      models: by(({ model }) => model),
      markets: by(({ market }) => market),
      hardware: by(({ hardwareId }) => hardwareId),
      versions: by(({ software }) => (software.kind === 'known' ? software.version : undefined)),
    };
  });
  const excluded = asked.flatMap(({ facts, byStage, refusal }) =>
    refusal ? [{ facts, refusal, vehicles: byStage.reduce((all, one) => all + one, 0) }] : [],
  );
  return {
    cohort: sum(stages),
    stages,
    exclusions: exclusionsOf(excluded),
    waitingMarkets: largest(
      excluded
        .filter(({ refusal }) => refusal.gate === 'note-live')
        .map(({ facts, vehicles }) => [facts.market, vehicles]),
    ),
  };
}

type Excluded = Omit<DryRunExclusion, 'vehicles'>;

const asIfOpen = (rollout: RolloutFacts, now: Instant): RolloutFacts => ({
  ...rollout,
  state: { kind: 'running' },
  evaluatedAt: now,
  // Cohort and stage were counted with SQL, vehicle by vehicle; here they stand open.
  cohort: {},
  stage: {
    index: rollout.plan.stages.length - 1,
    threshold: POSITION_SPACE,
    cap: Number.MAX_SAFE_INTEGER,
    openedAt: now,
  },
  tally: { ...rollout.tally, offered: 0, open: 0, outcomes: 0 },
});

/** Of one gate the largest kinds are told apart by what they have. */
function exclusionsOf(
  excluded: readonly { readonly refusal: Excluded; readonly vehicles: number }[],
): readonly DryRunExclusion[] {
  const counts = new Map<string, DryRunExclusion>();
  for (const { refusal, vehicles } of excluded) {
    const key = `${refusal.gate} ${refusal.has}`;
    counts.set(key, { ...refusal, vehicles: vehicles + (counts.get(key)?.vehicles ?? 0) });
  }
  return [...counts.values()].sort((a, b) => b.vehicles - a.vehicles).slice(0, MOST_KINDS);
}

const MOST_KINDS = 20;

function largest(pairs: readonly (readonly [string | undefined, number])[]): readonly CountOfKind[] {
  const counts = new Map<string | undefined, number>();
  for (const [value, vehicles] of pairs) if (vehicles > 0) counts.set(value, vehicles + (counts.get(value) ?? 0));
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || ((a ?? '') < (b ?? '') ? -1 : 1))
    .slice(0, MOST_KINDS)
    .map(([value, vehicles]) => ({ ...(value !== undefined && { value }), vehicles }));
}

const sum = (counts: readonly { readonly vehicles: number }[]): number =>
  counts.reduce((all, { vehicles }) => all + vehicles, 0);
