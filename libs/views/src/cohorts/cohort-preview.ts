import type { ReadPool } from '@tidings/postgres';
import type { Cohort } from '@tidings/rollout-engine';
import { type BasisPoints, before, days, type Instant } from '@tidings/vocabulary';
import { EXCLUSIONS, type Exclusion, FLAGGED } from './exclusion.js';
import { type ReleaseFit, unfitness } from './release-fit.js';
import { expectedIn, type StageExpected } from './stage-expected.js';
import { type CountOf, countsBy } from './counts-by.js';
import { type SampledVehicle, sampleOf } from './sample-of.js';
import { type VehicleKind, vehicleKinds } from './vehicle-kinds.js';

/** Whom a cohort would be, before anything is started. */
export interface CohortPreview {
  /** Active vehicles in it, not in it, and those of which a fact is missing that decides. */
  readonly in: number;
  readonly out: number;
  readonly cannotTell: number;
  /** Of those in it: nothing of what is excluded speaks against an offer. */
  readonly eligible: number;
  /** Those in it, largest first, at most 20 kinds each; a version of null: not known. */
  readonly models: readonly CountOf<string>[];
  readonly markets: readonly CountOf<string>[];
  readonly hardware: readonly CountOf<string>[];
  readonly versions: readonly CountOf<string | null>[];
  readonly modelYears: readonly CountOf<number>[];
  /** Of the eligible, for each share asked about. */
  readonly stages: readonly StageExpected[];
  /** Reasons that meet somebody; a vehicle may have several. Those not in service are in no other number here. */
  readonly exclusions: readonly ExcludedVehicles[];
  /** At most 20 of those in it. */
  readonly sample: readonly SampledVehicle[];
}

export interface ExcludedVehicles {
  readonly reason: Exclusion;
  readonly vehicles: number;
  /** At most 20 controller ids. */
  readonly sample: readonly string[];
}

export interface PreviewWanted {
  readonly now: Instant;
  /** Absent: what fits is not asked. */
  readonly release?: ReleaseFit | undefined;
  readonly shares?: readonly BasisPoints[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Older knowledge of hardware and software proves nothing (rollouts.md, "Cohort and target register"). */
const FACTS_HOLD = days(90);

/** One scan of the vehicles. Errors: 'filter-not-valid', 'cohort-not-valid', 'asker-gone'. */
export async function cohortPreview(
  pool: ReadPool,
  cohort: Cohort,
  { now, release, shares = [], signal }: PreviewWanted,
): Promise<CohortPreview> {
  const kinds = await vehicleKinds(pool, cohort, { factsSince: before(now, FACTS_HOLD), signal });
  const active = kinds.filter(({ flags }) => (flags & NOT_IN_SERVICE) === 0);
  const inside = active.filter(({ isIn }) => isIn === true);
  const reasons = new Map(
    kinds.filter(({ isIn }) => isIn === true).map((kind) => [kind, reasonsOf(kind, release)] as const),
  );
  const eligible = vehiclesIn(inside.filter((kind) => reasons.get(kind)!.length === 0));
  return {
    in: vehiclesIn(inside),
    out: vehiclesIn(active.filter(({ isIn }) => isIn === false)),
    cannotTell: vehiclesIn(active.filter(({ isIn }) => isIn === null)),
    eligible,
    models: countsBy(inside, ({ model }) => model),
    markets: countsBy(inside, ({ market }) => market),
    hardware: countsBy(inside, ({ hardwareId }) => hardwareId),
    versions: countsBy(inside, ({ version }) => version),
    modelYears: countsBy(inside, ({ modelYear }) => modelYear),
    stages: shares.map((share) => expectedIn(eligible, share)),
    exclusions: excludedBy(reasons),
    sample: sampleOf(inside),
  };
}

const NOT_IN_SERVICE = 2 ** FLAGGED.indexOf('not-in-service');

function reasonsOf(kind: VehicleKind, release: ReleaseFit | undefined): readonly Exclusion[] {
  if ((kind.flags & NOT_IN_SERVICE) !== 0) return ['not-in-service'];
  return [
    ...FLAGGED.filter(
      (flag, place) =>
        (kind.flags & (2 ** place)) !== 0 ||
        // The hardware is one of what kinds differ by; PostgreSQL need not look into the report once more.
        (flag === 'facts-disagree' && kind.hardwareId !== kind.filedHardwareId),
    ),
    ...(kind.version === null ? (['software-unknown'] as const) : []),
    ...(release ? unfitness(release, kind) : []),
  ];
}

function excludedBy(reasons: ReadonlyMap<VehicleKind, readonly Exclusion[]>): readonly ExcludedVehicles[] {
  return EXCLUSIONS.flatMap((reason) => {
    const kinds = [...reasons].flatMap(([kind, of]) => (of.includes(reason) ? [kind] : []));
    if (kinds.length === 0) return [];
    const sample = sampleOf(kinds).map(({ controllerId }) => controllerId);
    return [{ reason, vehicles: vehiclesIn(kinds), sample }];
  });
}

const vehiclesIn = (kinds: readonly VehicleKind[]): number => kinds.reduce((sum, { vehicles }) => sum + vehicles, 0);
