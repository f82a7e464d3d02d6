import type { Instant, VehicleId } from '@tidings/vocabulary';

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
  readonly software: KnownSoftware | UnknownSoftware;
  /** When the vehicle became known to us. */
  readonly memberSince: Instant;
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
