import type { Duration, Instant, PackageId, ReleaseId, RolloutId, StopAllOrder } from '@tidings/vocabulary';
import type { Cohort } from '../cohort/cohort.js';
import type { Plan } from '../plan/plan.js';
import type { Unwatched } from '../steps/watched-time.js';
import type { SliceHold } from '../guardrails/slice-hold.js';

/** A state carries exactly its own facts. */
export type RolloutState =
  | { readonly kind: 'draft' }
  | { readonly kind: 'approved'; readonly at: Instant; readonly by: string }
  /** Since it was started, or resumed for the last time. */
  | { readonly kind: 'running'; readonly since?: Instant }
  | { readonly kind: 'paused'; readonly at: Instant; readonly by: string; readonly why: string }
  | { readonly kind: 'halted'; readonly at: Instant; readonly by: string; readonly why: string }
  | { readonly kind: 'completed'; readonly at: Instant };

/** The release a rollout brings, as the gates see it. */
export interface ReleaseFacts {
  readonly releaseId: ReleaseId;
  readonly version: string;
  readonly state: 'draft' | 'approved' | 'available' | 'withdrawn';
  /** Oldest version an update may start from; absent: any older one. */
  readonly minimumVersion?: string;
  /** Its own version, said once more: vehicles that run a newer one may be brought back to it by a recall. */
  readonly returnsTo?: string;
  /** What a vehicle's other ECUs must run, and must not. */
  readonly requires?: readonly EcuRange[];
  readonly conflicts?: readonly EcuRange[];
  /** Hashes of the texts an owner's yes may be about: those that are live, and what only a typo tells from them. */
  readonly editions?: readonly string[];
  /** A live text says that something is removed or gets worse. */
  readonly takesAway?: boolean;
  readonly packages: readonly {
    readonly packageId: PackageId;
    readonly version?: string;
    /** Bytes. */
    readonly size?: number;
    readonly hardwareIds: readonly string[];
    readonly isKeyValid: boolean;
  }[];
}

/** '>=4.1 <5' of an ECU. */
export interface EcuRange {
  readonly ecu: string;
  readonly versions: string;
}

/** Which part of the cohort is exposed. */
export interface OpenStage {
  /** 0-based place in the plan. */
  readonly index: number;
  /** Positions below are exposed; an integer 0 <= threshold <= 2^52. */
  readonly threshold: number;
  /** Attempts that may be written while this stage is open: approved count + 10 %. */
  readonly cap: number;
  readonly openedAt: Instant;
  /** Of a stage that opens in small steps. */
  readonly ramp?: OpenRamp;
  /** The last stage is over; the rollout stays open for late joiners since then. */
  readonly doneAt?: Instant;
  /** Since it opened: when nobody looked, earliest first. Absent: always looked at. */
  readonly unwatched?: readonly Unwatched[];
}

/** How far a stage that opens in small steps is. */
export interface OpenRamp {
  /** Threshold before the stage opened, and behind its last step. */
  readonly from: number;
  readonly to: number;
  readonly over: Duration;
  /** Steps done, from 1 to RAMP_STEPS. */
  readonly step: number;
  readonly steppedAt: Instant;
}

/** Which version of its plan a rollout follows, and since when. */
export interface PlanVersion {
  /** 1, 2, 3 ... */
  readonly number: number;
  readonly since: Instant;
  /**
   * Guardrails look at vehicles that were offered it under this version or a later one: the version that went on after the last halt.
   * A change without a halt forgets nothing.
   */
  readonly evidenceFrom: number;
}

/** Counts that gates compare. */
export interface RolloutTally {
  /** Vehicles that have been offered this rollout at least once. */
  readonly offered: number;
  /** Attempts without an outcome. */
  readonly open: number;
  /** Attempts with an outcome. */
  readonly outcomes: number;
  /** The full hour in which downloads were last offered, and the bytes offered in it; counted where the plan has a budget. */
  readonly hour?: Instant;
  readonly bytes?: number;
}

/** Whether owners of a market can read why: computed from the live notes, market by market. */
export type MarketReadiness =
  | { readonly kind: 'ready' }
  | { readonly kind: 'missing'; readonly languages: readonly string[] }
  | { readonly kind: 'unknown-market' };

/** When stages would open, if nothing fails: the middle nine in ten of the rehearsals, since the start. */
export interface Foretold {
  /** By stage; null: most rehearsals did not open it. */
  readonly opens: readonly (ForetoldSpan | null)[];
  /** The last one is over; absent: not within the rehearsals. */
  readonly over?: ForetoldSpan;
}

interface ForetoldSpan {
  readonly low: Duration;
  readonly high: Duration;
}

/** One rollout as the engine sees it. */
export interface RolloutFacts {
  readonly rolloutId: RolloutId;
  readonly name: string;
  readonly state: RolloutState;
  /** Raised by pause, halt and withdraw. */
  readonly epoch: number;
  /** Attempts of an earlier epoch are revoked. A plain pause leaves it, so that resume revalidates; halt raises it to epoch. */
  readonly validFromEpoch: number;
  /** When the conductor last looked; older than 5 minutes: no new offers. */
  readonly evaluatedAt: Instant | undefined;
  /** Older goes first within class and priority. */
  readonly createdAt: Instant;
  readonly release: ReleaseFacts;
  readonly cohort: Cohort;
  /** Vehicles in the cohort, as counted at the approval of the plan in force. 0 before. */
  readonly cohortCount: number;
  readonly plan: Plan;
  readonly planVersion: PlanVersion;
  /** By stage, once it is prepared: positions below are exposed when it is open. Empty before the approval. */
  readonly thresholds: readonly number[];
  /** Absent until started. */
  readonly stage: OpenStage | undefined;
  readonly tally: RolloutTally;
  /** Parts of the cohort that wait while the rest goes on. */
  readonly holds: readonly SliceHold[];
  /** By market; a market that is not in the map is unknown. */
  readonly readiness: ReadonlyMap<string, MarketReadiness>;
  /** By its latest dry run, where it was rehearsed; for whoever asks when. */
  readonly foretold?: Foretold;
  /** In force for every rollout alike; absent: nobody has stopped all. */
  readonly stopAll?: StopAllOrder;
}

/** What of a rollout decides whether it moves. */
export type MovingRollout = Pick<RolloutFacts, 'state' | 'stage' | 'plan' | 'planVersion' | 'tally'> & {
  readonly release: Pick<ReleaseFacts, 'state'>;
};
