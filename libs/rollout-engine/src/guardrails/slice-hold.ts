import type { Instant } from '@tidings/vocabulary';
import type { VehicleFacts } from '../offers/vehicle-facts.js';
import { slicesOf } from './vehicle-slices.js';

/** The part of a cohort that shares one fact: 'hardwareId' = 'vega-b'. */
export interface Slice {
  readonly attribute: string;
  readonly value: string;
}

/** A slice that fails more than the rest and waits, while the rest goes on, until two people let it go (rollouts.md, "Guardrails"). */
export interface SliceHold extends Slice {
  readonly since: Instant;
}

/** Is this vehicle of the held slice? */
export const sliceHolds = ({ attribute, value }: Slice, vehicle: VehicleFacts): boolean =>
  slicesOf(vehicle).some((slice) => slice.attribute === attribute && slice.value === value);
