import type { FailureClass, VehicleFacts } from '@tidings/rollout-engine';
import type { Duration, Instant } from '@tidings/vocabulary';

/** What an update comes to in a car; known to nobody before the car says so, or falls silent. */
export type Ending =
  | { readonly kind: 'installs' }
  | { readonly kind: 'fails'; readonly failure: FailureClass }
  /** Has everything, begins to install, and is never heard again. */
  | { readonly kind: 'goes-silent' }
  /** Goes on polling, and gets no further than its download. */
  | { readonly kind: 'stalls' }
  /** Says no to the offer. */
  | { readonly kind: 'declines' };

/** A time without any contact: parked, in a garage without a network. Both ends counted from the beginning of the simulation. */
export interface Absence {
  readonly from: Duration;
  readonly to: Duration;
}

/** How a car behaves, all of it fixed before the simulation begins. */
export interface Behaviour {
  readonly pollEvery: Duration;
  /** From the beginning to its first poll; the others follow in steps of pollEvery. */
  readonly firstPollAfter: Duration;
  /** Its first contact at that instant or later, instead of regular polls; asked with instants that never go back. */
  readonly nextContact?: (from: Instant) => Instant;
  readonly absences: readonly Absence[];
  /** From the offer to the fetch of its link. */
  readonly beginsAfter: Duration;
  /** From the fetch of the link to the last byte. */
  readonly downloadsFor: Duration;
  /** From the last byte to the verdict, and the verdict told. */
  readonly installsFor: Duration;
  /** Of its attempts, the first one first; further attempts end as the last one here. */
  readonly endings: readonly [Ending, ...Ending[]];
  /** Acknowledges a cancel when it hears of one. */
  readonly acknowledgesCancel: boolean;
}

export interface FleetVehicle {
  readonly facts: VehicleFacts;
  readonly behaviour: Behaviour;
}
