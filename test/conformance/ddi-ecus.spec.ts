import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AttributeDeclarationRow, EcuRow, EcuVersionRow } from '@tidings/records';
import { DdiCars } from './ddi-cars.js';
import { type KnownVehicle, VehicleHouse } from './vehicle-house.js';

let house: VehicleHouse;
let cars: DdiCars;
beforeAll(async () => {
  house = await VehicleHouse.open();
  cars = new DdiCars(house);
});
afterAll(() => house.close());

const ecus = (car: KnownVehicle) =>
  house.foundation.records.write((tx) =>
    tx.rows.find(EcuRow, { where: { vehicleId: car.id }, order: { name: 'ASC' } }),
  );
const history = (car: KnownVehicle) =>
  house.foundation.records.write((tx) =>
    tx.rows.find(EcuVersionRow, { where: { vehicleId: car.id }, order: { id: 'ASC' } }),
  );

describe('what a car says of its ECUs', () => {
  it('is on file, with what each ran before', async () => {
    const { ddi, car } = await cars.quiet();
    const say = (data: Record<string, string>) => ddi.ask('/configData', { method: 'PUT', body: { data } });
    await say({ 'ecu.brakes.hardware': 'brk-1', 'ecu.brakes.part': 'bosch-7', 'ecu.brakes.version': '2.1' });
    await say({ 'ecu.brakes.version': '2.2', 'ecu.radar.version': '1.0' });
    await say({ 'ecu.brakes.version': 'nightly!' });
    expect(await ecus(car)).toMatchObject([
      { name: 'brakes', hardwareId: 'brk-1', part: 'bosch-7', version: '2.2', isKnown: true, toldBy: 'vehicle' },
    ]);
    expect(await history(car)).toMatchObject([{ ecu: 'brakes', version: '2.1', toldBy: 'vehicle' }]);
    expect((await house.vehicleOnRecord(car)).ecus).toMatchObject({
      brakes: { hardwareId: 'brk-1', part: 'bosch-7', version: '2.2' },
    });
  });

  it('and that an ECU was replaced, ends what the old one ran', async () => {
    const { ddi, car } = await cars.quiet();
    const say = (data: Record<string, string>) =>
      ddi.ask('/configData', { method: 'PUT', body: { mode: 'replace', data } });
    await say({ 'ecu.brakes.hardware': 'brk-1', 'ecu.brakes.version': '2.1' });
    await say({ 'ecu.brakes.hardware': 'brk-2' });
    expect(await ecus(car)).toMatchObject([{ hardwareId: 'brk-2', version: null, isKnown: false }]);
    expect(await history(car)).toMatchObject([{ hardwareId: 'brk-1', version: '2.1' }]);
    expect((await house.vehicleOnRecord(car)).ecus['brakes']).not.toHaveProperty('version');
  });
});

describe('the ECU that takes the update', () => {
  it('has a history that says by whom each version was told', async () => {
    const { ddi, car } = await cars.delivered();
    const [attempt] = await house.attempts(car);
    await ddi.ask('/configData', { method: 'PUT', body: { data: { softwareVersion: '7.2' } } });
    await ddi.ask('/configData', { method: 'PUT', body: { data: { softwareVersion: '7.3' } } });
    expect(await history(car)).toMatchObject([
      { ecu: 'main', version: '7.1', toldBy: null, attemptId: null },
      { ecu: 'main', version: '7.2', toldBy: 'verdict', attemptId: attempt!.id },
    ]);
    expect(await house.vehicleOnRecord(car)).toMatchObject({ softwareVersion: '7.3', softwareToldBy: 'vehicle' });
  });
});

describe('a declared attribute', () => {
  it('has its type and its time as soon as the car says it, and is missing while it does not parse', async () => {
    const { ddi, car } = await cars.quiet();
    const at = new Date(house.clock.now());
    await house.foundation.records.write((tx) =>
      tx.rows.insert(AttributeDeclarationRow, {
        ...{ name: 'seats', type: 'integer', description: 'seats', declaredBy: 'astrid', declaredAt: at },
      }),
    );
    const say = (data: Record<string, string>) => ddi.ask('/configData', { method: 'PUT', body: { data } });
    await say({ seats: '5', colour: 'red' });
    expect((await house.vehicleOnRecord(car)).attributes).toMatchObject({
      seats: { type: 'integer', value: 5, text: '5', from: 'vehicle' },
    });
    await say({ seats: 'five' });
    const { attributes, reported } = await house.vehicleOnRecord(car);
    expect({ attributes, reported }).toEqual({ attributes: {}, reported: { seats: 'five', colour: 'red' } });
  });
});
