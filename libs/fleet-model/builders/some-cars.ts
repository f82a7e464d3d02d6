import { hours, minutes, type Duration } from '@tidings/vocabulary';
import { aVehicle } from '../../rollout-engine/builders/a-vehicle.js';
import type { CarKind, Spread } from '../src/draw-fleet.js';

export const exactly = (length: Duration): Spread => ({ atLeast: length, atMost: length });

/** A hundred Vegas in Sweden that poll every hour, download for 20 minutes, install for 30, and all do well. */
export const someCars = (kind: Partial<CarKind> = {}): CarKind => ({
  count: 100,
  facts: aVehicle(),
  pollEvery: hours(1),
  beginsAfter: exactly(minutes(0)),
  downloadsFor: exactly(minutes(20)),
  installsFor: exactly(minutes(30)),
  absences: [],
  otherwise: [],
  acknowledgesCancel: true,
  ...kind,
});
