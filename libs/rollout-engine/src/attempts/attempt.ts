import type { AttemptId, Instant, ReleaseId, RolloutId, VehicleId } from '@tidings/vocabulary';

/** Why a failed attempt failed, by what it means for the car (rollouts.md, "Guardrails"). */
export const FAILURE_CLASSES = [
  'not-drivable',
  'degraded',
  'refused-by-vehicle',
  'download',
  'precondition-not-met',
  'ended-by-owner',
  'stopped-by-us',
] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

/**
 * Those that count against the failure limit. Not among them: precondition not met, ended by owner, stopped by us; and download, which
 * is often our own fault and has its own limit, which holds.
 */
export const FAILURES_OF_THE_RATE = [
  'not-drivable',
  'degraded',
  'refused-by-vehicle',
] as const satisfies readonly FailureClass[];

/** The life of an offer. Open states first; the others are outcomes and close the attempt. */
export type AttemptState =
  | { readonly kind: 'offered' }
  | { readonly kind: 'downloading' }
  | { readonly kind: 'downloaded' }
  | { readonly kind: 'installing' }
  /** Permitted to install, and neither poll nor report for the plan's `silentAfter`. */
  | { readonly kind: 'silent' }
  /** Polls, but no progress for the plan's `stalledAfter`. */
  | { readonly kind: 'stalled' }
  | { readonly kind: 'installed'; readonly isInferred: boolean }
  /** Installed, and its soak is over without a bad signal. */
  | { readonly kind: 'healthy'; readonly isInferred: boolean }
  /** It had installed, and runs its old version again. */
  | { readonly kind: 'rolled-back'; readonly cause: string }
  | { readonly kind: 'failed'; readonly failure: FailureClass; readonly cause: string }
  | { readonly kind: 'contradicted'; readonly cause: string }
  /** The vehicle acknowledged our cancel. */
  | { readonly kind: 'cancelled' }
  /** We closed it: link gone before it was ever fetched, or an unanswered cancel after 3 polls or 24 h. */
  | { readonly kind: 'withdrawn'; readonly why: 'never-begun' | 'cancel-unanswered' }
  /** It gave way: to a rollout of a higher class, or to its owner's no or not yet. */
  | { readonly kind: ChosenEnd['kind']; readonly how: EndManner };

/** Why an open attempt was ended although its rollout runs; remembered with the attempt, because the vehicle may answer late. */
export type ChosenEnd =
  | { readonly kind: 'superseded'; readonly by: RolloutId }
  | { readonly kind: 'declined' }
  | { readonly kind: 'deferred'; readonly until: Instant };

/** How it then ended: as 'withdrawn' and 'cancelled' tell it apart. */
export type EndManner = 'never-begun' | 'acknowledged' | 'cancel-unanswered';

/** What the vehicle has got of an attempt; decides how it can still be stopped. */
export interface Attempt {
  readonly attemptId: AttemptId;
  readonly vehicleId: VehicleId;
  readonly rolloutId: RolloutId;
  readonly releaseId: ReleaseId;
  /** 1, 2, 3 ... per vehicle, never reused: the action id on DDI (32-bit). */
  readonly wireNumber: number;
  /** Epoch of the rollout when the attempt was written. */
  readonly epoch: number;
  readonly state: AttemptState;
  readonly offeredAt: Instant;
  /** First fetch of the link (deploymentBase): the attempt has *started*. */
  readonly fetchedAt?: Instant;
  /** The last byte of every package was released to the vehicle. */
  readonly deliveredAt?: Instant;
  /** The vehicle was told to stop (cancelAction shown). */
  readonly cancelToldAt?: Instant;
  /** Polls since it was told to stop. */
  readonly cancelPolls: number;
  /** Set once, with the end of the link or the first cancel. */
  readonly endsAs?: ChosenEnd;
  readonly closedAt?: Instant;
  /** Hardware the offer was made for; contradicted when the vehicle reports another. */
  readonly hardwareId: string;
}
