import { describe, expect, it } from '@jest/globals';
import { type Instant, sha256Of, type VehicleId } from '@tidings/vocabulary';
import type { HotVehicle } from '@tidings/views';
import { FleetMemory } from './fleet-memory.js';

const NOON = 1_000_000 as Instant;
const REVISION = 7;

const aVehicle = (name: string, token = 'secret', isActive = true): HotVehicle => ({
  id: `veh_${name}` as VehicleId,
  controllerId: name,
  tokenDigest: sha256Of(token),
  isActive,
});

describe('the memory of a fleet', () => {
  it('admits a vehicle by its own token only, and a retired one not at all', () => {
    const fleet = new FleetMemory();
    const [one, retired] = [fleet.put(aVehicle('one')), fleet.put(aVehicle('old', 'secret', false))];
    expect([fleet.accepts(one, 'secret'), fleet.accepts(one, 'guess'), fleet.accepts(retired, 'secret')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('keeps every vehicle apart while it grows', () => {
    const fleet = new FleetMemory();
    const names = Array.from({ length: 5_000 }, (_, n) => `car-${n}`);
    for (const name of names) fleet.put(aVehicle(name, `token of ${name}`));
    expect(names.every((name) => fleet.accepts(fleet.seatOf(name)!, `token of ${name}`))).toBe(true);
    expect(fleet.idAt(fleet.seatOf('car-4321')!)).toBe('veh_car-4321');
  });

  it('is quiet for one revision and until one instant', () => {
    const fleet = new FleetMemory();
    const seat = fleet.put(aVehicle('one'));
    fleet.quieten('veh_one' as VehicleId, REVISION, NOON + 10, fleet.wakesOf('veh_one' as VehicleId));
    expect(fleet.isQuiet(seat, REVISION, NOON)).toBe(true);
    expect(fleet.isQuiet(seat, REVISION + 1, NOON)).toBe(false);
    expect(fleet.isQuiet(seat, REVISION, (NOON + 10) as Instant)).toBe(false);
  });

  it('does not fall quiet by a decision that was begun before the vehicle changed', () => {
    const fleet = new FleetMemory();
    const seat = fleet.put(aVehicle('one'));
    const wakes = fleet.wakesOf('veh_one' as VehicleId);
    fleet.put(aVehicle('one'));
    fleet.quieten('veh_one' as VehicleId, REVISION, Number.POSITIVE_INFINITY, wakes);
    expect(fleet.isQuiet(seat, REVISION, NOON)).toBe(false);
  });

  it('leaves vehicles quiet that a full comparison finds unchanged, and wakes the others', () => {
    const fleet = new FleetMemory();
    const quieten = (name: string) =>
      fleet.quieten(
        `veh_${name}` as VehicleId,
        REVISION,
        Number.POSITIVE_INFINITY,
        fleet.wakesOf(`veh_${name}` as VehicleId),
      );
    const [same, other] = [fleet.put(aVehicle('same')), fleet.put(aVehicle('other'))];
    quieten('same');
    quieten('other');
    expect([fleet.reconcile(aVehicle('same')), fleet.reconcile(aVehicle('other', 'a new token'))]).toEqual([
      false,
      true,
    ]);
    expect([fleet.isQuiet(same, REVISION, NOON), fleet.isQuiet(other, REVISION, NOON)]).toEqual([true, false]);
    expect(fleet.reconcile(aVehicle('new'))).toBe(true);
  });

  it('gives each contact once, and again when it could not be written', () => {
    const fleet = new FleetMemory();
    fleet.saw(fleet.put(aVehicle('one')), NOON);
    const contacts = fleet.takeContacts();
    expect([...contacts]).toEqual([['veh_one', NOON]]);
    expect(fleet.takeContacts().size).toBe(0);
    fleet.giveBack(contacts);
    expect([...fleet.takeContacts()]).toEqual([['veh_one', NOON]]);
  });
});
