import type { VehicleFacts } from '@tidings/rollout-engine';
import { type Duration, milliseconds, type VehicleId } from '@tidings/vocabulary';
import type { Absence, Ending, FleetVehicle } from './behaviour.js';

/** A length of time that is drawn: evenly between both ends. */
export interface Spread {
  readonly atLeast: Duration;
  readonly atMost: Duration;
}

/** Some of the cars of a kind end an update otherwise: the first `count`, or each with the chance `share` (from 0 to 1). */
export type Otherwise = { readonly endings: readonly [Ending, ...Ending[]] } & (
  { readonly count: number } | { readonly share: number }
);

/** Cars that are alike but for chance. */
export interface CarKind {
  readonly count: number;
  readonly facts: Omit<VehicleFacts, 'vehicleId' | 'controllerId'>;
  /** The first poll comes at a time drawn evenly within one interval. */
  readonly pollEvery: Duration;
  readonly beginsAfter: Spread;
  readonly downloadsFor: Spread;
  readonly installsFor: Spread;
  readonly absences: readonly Absence[];
  readonly otherwise: readonly Otherwise[];
  readonly acknowledgesCancel: boolean;
}

/** Every car of every kind, numbered through; the same chance draws the same fleet. */
export function drawFleet(kinds: readonly CarKind[], chance: () => number, firstNumber = 1): readonly FleetVehicle[] {
  const fleet: FleetVehicle[] = [];
  for (const kind of kinds)
    for (let place = 0; place < kind.count; place++)
      fleet.push(drawCar(kind, place, firstNumber + fleet.length, chance));
  return fleet;
}

function drawCar(kind: CarKind, place: number, number: number, chance: () => number): FleetVehicle {
  return {
    facts: {
      ...kind.facts,
      vehicleId: `veh_${number}` as VehicleId,
      controllerId: `${kind.facts.model.toLowerCase()}-${String(number).padStart(5, '0')}`,
    },
    behaviour: {
      pollEvery: kind.pollEvery,
      firstPollAfter: within({ atLeast: milliseconds(0), atMost: kind.pollEvery }, chance),
      absences: kind.absences,
      beginsAfter: within(kind.beginsAfter, chance),
      downloadsFor: within(kind.downloadsFor, chance),
      installsFor: within(kind.installsFor, chance),
      endings: endingsOf(kind, place, chance),
      acknowledgesCancel: kind.acknowledgesCancel,
    },
  };
}

function endingsOf({ otherwise }: CarKind, place: number, chance: () => number): readonly [Ending, ...Ending[]] {
  let [counted, drawn] = [0, chance()];
  for (const other of otherwise) {
    if ('count' in other ? place < (counted += other.count) : (drawn -= other.share) < 0) return other.endings;
  }
  return [{ kind: 'installs' }];
}

const within = ({ atLeast, atMost }: Spread, chance: () => number): Duration =>
  milliseconds(Math.floor(atLeast + chance() * (atMost - atLeast)));
