import type { Instant, RolloutId, VehicleId, VehicleListId } from '@tidings/vocabulary';
import type { AttributeFact } from '../attributes/attribute-fact.js';
import type { OwnerDecision } from './owner-decision.js';

/** What the gates know of a vehicle. Unknown software is a state of its own, never a guess (rollouts.md, "Stopping"). */
export interface VehicleFacts {
  readonly vehicleId: VehicleId;
  /** The name it uses at its door. */
  readonly controllerId: string;
  readonly standing: 'active' | 'retired' | 'blocked';
  readonly model: string;
  readonly modelYear: number;
  /** ISO 3166-1 alpha-2 of the market whose rules and languages apply. */
  readonly market: string;
  /** IANA zone of the vehicle's local time. */
  readonly timeZone: string;
  /** Hardware id of the ECU that takes the update. */
  readonly hardwareId: string;
  /** Words of the maker, in no order. */
  readonly equipment: readonly string[];
  /** What the vehicle says of itself, apart from what the maker filed. */
  readonly reported: Readonly<Record<string, string>>;
  /** Names of the opt-in rings it is in now. */
  readonly rings: readonly string[];
  /** Every list on file that names it. */
  readonly lists: readonly VehicleListId[];
  readonly software: KnownSoftware | UnknownSoftware;
  /** When the vehicle became known to us. */
  readonly memberSince: Instant;
  /** Its other ECUs by name; the one that takes the update is `hardwareId` and `software`. */
  readonly ecus: Readonly<Record<string, EcuFacts>>;
  /** Words that people put on it, in no order. */
  readonly tags: readonly string[];
  /** Declared attributes by name, typed; what is not there is a missing fact. */
  readonly attributes: Readonly<Record<string, AttributeFact>>;
  /** Where the vehicle and its maker say different things. */
  readonly disagreements: readonly Disagreement[];
  /** When it last told its attributes. */
  readonly reportedAt: Instant | undefined;
  /** When its hardware or software was last told or proven, by whomever: how old our knowledge is. */
  readonly factsAt: Instant;
  /** A person's hold on this vehicle. */
  readonly hold?: { readonly why: string; readonly by: string; readonly at: Instant };
  /** The latest decision of its owner for each release. */
  readonly decisions?: readonly OwnerDecision[];
  /** No account and no screen: nobody can say yes. */
  readonly hasNobodyToAsk?: boolean;
  /** Of rollouts whose newest target register refuses it, and since which it has not changed. */
  readonly registerRefusals?: Readonly<Partial<Record<RolloutId, RegisterRefusal>>>;
}

interface RegisterRefusal {
  readonly asOf: Instant;
  /** The gates that refused. */
  readonly rules: readonly string[];
}

/** A computer in the vehicle besides the one that takes the update. */
export interface EcuFacts {
  readonly hardwareId: string;
  /** The supplier's part number. */
  readonly part?: string;
  readonly software: KnownSoftware | UnknownSoftware;
}

export interface Disagreement {
  /** A filter's field: 'hardwareId', 'attr.region'. */
  readonly fact: string;
  readonly vehicleSays: string;
  readonly makerSays: string;
}

export interface KnownSoftware {
  readonly kind: 'known';
  readonly version: string;
  readonly since: Instant;
}

/** After a cancelled or contradicted attempt, until the vehicle says what it runs. */
export interface UnknownSoftware {
  readonly kind: 'unknown';
  readonly since: Instant;
}
