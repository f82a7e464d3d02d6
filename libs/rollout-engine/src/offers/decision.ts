import type { Instant, RolloutId, WaitingReason } from '@tidings/vocabulary';
import type { Attempt, ChosenEnd } from '../attempts/attempt.js';
import type { RolloutFacts } from './rollout.js';

/** The gates, by the one sentence each of them asks. The order is in gate-order.ts. */
export const GATES = [
  'not-all-stopped',
  'rollout-running',
  'evaluated',
  'hardware-fits',
  'facts-fresh',
  'facts-agree',
  'in-register',
  'in-cohort',
  'in-stage',
  'stage-has-room',
  'pace-allows',
  'allowed-direction',
  'reachable',
  'software-known',
  'ecus-fit',
  'not-held',
  'release-valid',
  'note-live',
  'not-failed-before',
  'owner-agrees',
  'window-open',
  'not-frozen',
  'download-budget',
  'owner-has-not-withdrawn',
  'hardware-not-contradicted',
  'vehicle-active',
] as const;
export type GateName = (typeof GATES)[number];

/** One gate's answer, with the facts it compared (what the rollout wants, what the vehicle has). */
export interface GateAnswer {
  readonly gate: GateName;
  readonly passes: boolean;
  readonly wants: string;
  readonly has: string;
  /** Of a refusal that has several: which it is. */
  readonly reason?: WaitingReason;
  /** When this refusal can end by itself; absent when only a change of facts can end it. */
  readonly until?: Instant;
}

/** Why a rollout does not offer: the first gate that refused. */
export interface Refusal {
  readonly rolloutId: RolloutId;
  readonly answer: GateAnswer;
}

/** How an attempt whose permission is gone is ended, by what the vehicle has (rollouts.md, "Stopping"). */
export type StopManner =
  /** (a) not begun: the link goes. */
  | 'link-goes'
  /** (b) begun, not completely delivered: cancel, and the artifact is refused. */
  | 'cancel'
  /** (c) completely delivered: no cancel; the link stays so that the verdict can arrive; the artifact is refused. */
  | 'let-finish';

export type Decision =
  | { readonly kind: 'nothing'; readonly refusals: readonly Refusal[]; readonly holdsUntil?: Instant }
  | { readonly kind: 'offer'; readonly rollout: RolloutFacts; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'keep'; readonly attempt: Attempt }
  /** A rollout of a higher class lets this vehicle in: its open attempt is ended like one that is stopped, and then that one is offered. */
  | {
      readonly kind: 'supersede';
      readonly attempt: Attempt;
      readonly manner: Exclude<StopManner, 'let-finish'>;
      readonly by: RolloutFacts;
    }
  | {
      readonly kind: 'stop';
      readonly attempt: Attempt;
      readonly manner: StopManner;
      readonly answer: GateAnswer;
      /** What the owner's no makes of it. */
      readonly end?: ChosenEnd;
    };

/**
 * May the vehicle go on with its open attempt in this very request? Also one that is about to be superseded: its poll, which comes once a
 * minute, tells it. Told in the middle of a download it would find a failure where there is none.
 */
export const goesOn = (decision: Decision): decision is Extract<Decision, { readonly kind: 'keep' | 'supersede' }> =>
  decision.kind === 'keep' || decision.kind === 'supersede';
