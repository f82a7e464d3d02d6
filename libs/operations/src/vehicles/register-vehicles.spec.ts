import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AttributeDeclarationRow, EcuRow, EcuVersionRow, openDataSource, Records, VehicleRow } from '@tidings/records';
import { type Actor, type IdSource, instant, type Sha256 } from '@tidings/vocabulary';
import type { DataSource } from 'typeorm';
import { testDatabase } from '../../../../test/database/test-database.js';
import { RegisterVehicles } from './register-vehicles.js';
import type { VehicleLine } from './vehicle-line.js';

const ASTRID: Actor = { person: 'astrid', name: 'Astrid', roles: ['release-manager'], by: 'person' };

class StepClock {
  private at = Date.UTC(2026, 2, 10, 12);
  now = () => instant(this.at);
  monotonic = () => 0;
  step(): void {
    this.at += 60_000;
  }
}

class Counter {
  private n = 0;
  next = (prefix: string) => `${prefix}_${String(++this.n)}`;
}

const aLine = (n: number, wishes: Partial<VehicleLine> = {}): VehicleLine => ({
  controllerId: `car-${n}`,
  tokenDigest: 'a'.repeat(64) as Sha256,
  model: 'Vega',
  modelYear: 2026,
  market: 'SE',
  timeZone: 'Europe/Stockholm',
  hardwareId: 'vega-a',
  equipment: ['heat-pump'],
  softwareVersion: '4.1',
  tags: ['staff'],
  attributes: { region: 'north', seats: '5' },
  ecus: { brakes: { hardwareId: 'brk-1', part: 'bosch-7', serial: 'S-1', version: '2.1' } },
  ...wishes,
});

function withoutToken(line: VehicleLine): VehicleLine {
  const rest = { ...line };
  delete (rest as { tokenDigest?: string }).tokenDigest;
  return rest;
}

describe('filing vehicles', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let source: DataSource;
  let records: Records;
  let register: RegisterVehicles;
  const clock = new StepClock();
  let cars = 0;
  beforeAll(async () => {
    database = await testDatabase();
    source = await openDataSource(database.url);
    const ids = new Counter() as unknown as IdSource;
    records = new Records(source, clock, ids);
    register = new RegisterVehicles(records, clock, ids);
    await records.write((tx) =>
      tx.rows.insert(AttributeDeclarationRow, {
        ...{ name: 'seats', type: 'integer', description: '', declaredBy: 'astrid', declaredAt: new Date() },
      }),
    );
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const file = (...lines: readonly VehicleLine[]) => {
    clock.step();
    return register.run(ASTRID, lines);
  };
  const onRecord = (line: VehicleLine) =>
    records.write(async (tx) => {
      const vehicle = await tx.rows.findOneByOrFail(VehicleRow, { controllerId: line.controllerId });
      const ecus = await tx.rows.findBy(EcuRow, { vehicleId: vehicle.id });
      const history = await tx.rows.find(EcuVersionRow, { where: { vehicleId: vehicle.id }, order: { id: 'ASC' } });
      return { vehicle, ecus, history };
    });

  it('keeps everything that is said, and nothing changes when it is said again', async () => {
    const line = aLine(++cars);
    expect(await file(line)).toMatchObject({ registered: 1, changed: 0, unchanged: 0, refused: [] });
    const first = await onRecord(line);
    expect(first.vehicle).toMatchObject({
      ...{ softwareVersion: '4.1', softwareToldBy: 'maker', tags: ['staff'], equipment: ['heat-pump'] },
      ...{ owned: { region: 'north', seats: '5' }, attributes: { seats: { value: 5, from: 'maker' } } },
      ecus: { brakes: { hardwareId: 'brk-1', part: 'bosch-7', version: '2.1' } },
    });
    expect(await file(line)).toMatchObject({ registered: 0, changed: 0, unchanged: 1, refused: [] });
    expect(await onRecord(line)).toEqual(first);
  });

  it('changes only what is said of a vehicle on file', async () => {
    const line = aLine(++cars);
    await file(line);
    const { vehicle: before } = await onRecord(line);
    const said = { controllerId: line.controllerId, market: 'NO', attributes: { seats: '7', region: null } };
    expect(await file(said)).toMatchObject({ registered: 0, changed: 1 });
    const { vehicle } = await onRecord(line);
    expect(vehicle).toMatchObject({ market: 'NO', model: 'Vega', tags: ['staff'], owned: { seats: '7' } });
    expect(vehicle.attributes['seats']).toMatchObject({ value: 7 });
    expect(vehicle.ownedTimes['seats']).toBeGreaterThan(before.ownedTimes['seats']!);
    expect(vehicle.tokenDigest).toBe(before.tokenDigest);
  });

  it('does not take the maker’s word for what a known vehicle runs', async () => {
    const line = aLine(++cars);
    await file(line);
    const told = { ...line, softwareVersion: '9.9', ecus: { brakes: { hardwareId: 'brk-1', version: '9.9' } } };
    expect(await file(told)).toMatchObject({ unchanged: 1 });
    expect(await onRecord(line)).toMatchObject({ vehicle: { softwareVersion: '4.1' }, ecus: [{ version: '2.1' }] });
  });

  it('knows that an ECU was replaced, ends what the old one ran, and forgets one that is gone', async () => {
    const line = aLine(++cars);
    await file(line);
    await file({ controllerId: line.controllerId, ecus: { brakes: { hardwareId: 'brk-2', version: '3.0' } } });
    expect(await onRecord(line)).toMatchObject({
      ecus: [{ hardwareId: 'brk-2', version: '3.0', part: 'bosch-7' }],
      history: [{ ecu: 'brakes', hardwareId: 'brk-1', version: '2.1', toldBy: 'maker' }],
    });
    await file({ controllerId: line.controllerId, ecus: { brakes: null } });
    const { vehicle, ecus, history } = await onRecord(line);
    expect({ ecus, column: vehicle.ecus, ended: history.map(({ version }) => version) }).toEqual({
      ...{ ecus: [], column: {}, ended: ['2.1', '3.0'] },
    });
  });

  it('keeps beside the hardware that the vehicle says what the maker files', async () => {
    const line = aLine(++cars);
    await file(line);
    await records.write(async (tx) => {
      const reported = { 'ecu.brakes.hardware': 'brk-9' };
      await tx.rows.update(VehicleRow, { controllerId: line.controllerId }, { reported });
    });
    await file({ controllerId: line.controllerId, ecus: { brakes: { hardwareId: 'brk-3' } } });
    expect((await onRecord(line)).vehicle.ecus['brakes']).toMatchObject({ hardwareId: 'brk-9', makerSays: 'brk-3' });
  });

  it('notes when a vehicle is retired, and forgets it when it is active again', async () => {
    const line = aLine(++cars);
    await file(line);
    await file({ controllerId: line.controllerId, standing: 'retired' });
    const { retiredAt } = (await onRecord(line)).vehicle;
    expect(retiredAt).toEqual(new Date(clock.now()));
    await file({ controllerId: line.controllerId, standing: 'retired', market: 'DK' });
    expect((await onRecord(line)).vehicle.retiredAt).toEqual(retiredAt);
    await file({ controllerId: line.controllerId, standing: 'active' });
    expect((await onRecord(line)).vehicle.retiredAt).toBeNull();
  });

  it('refuses single lines with the first thing that is wrong, and takes the others', async () => {
    const good = aLine(++cars);
    const bad = (wishes: Partial<VehicleLine>) => aLine(++cars, wishes);
    const tokenless = withoutToken(aLine(++cars));
    const outcome = await file(
      bad({ controllerId: 'a b' }),
      bad({ timeZone: 'Mars/Olympus' }),
      bad({ attributes: { '1x': 'y' } }),
      bad({ ecus: { main: { hardwareId: 'x' } } }),
      bad({ ecus: { brakes: { version: 'new!' } } }),
      good,
      good,
      tokenless,
      { controllerId: `car-${++cars}`, market: 'SE' },
      bad({ ecus: { radar: { part: 'p' } } }),
    );
    expect(outcome.registered).toBe(1);
    expect(outcome.refused.map(({ line, field }) => [line, field])).toEqual([
      ...[
        [1, 'controllerId'],
        [2, 'timeZone'],
        [3, 'attributes'],
        [4, 'ecus'],
        [5, 'ecus'],
      ],
      ...[
        [7, 'controllerId'],
        [8, 'tokenDigest'],
        [9, 'model'],
        [10, 'ecus'],
      ],
    ]);
  });

  it('takes a token for new vehicles only where it is said so, and tells which took it', async () => {
    const line = withoutToken(aLine(++cars));
    const fresh = { ...line, line: 41, tokenDigestIfNew: 'b'.repeat(64) as Sha256 };
    expect(await file(fresh)).toMatchObject({ registered: 1, tokensTaken: [41] });
    const again = { ...fresh, tokenDigestIfNew: 'c'.repeat(64) as Sha256 };
    expect(await file(again)).toMatchObject({ unchanged: 1, tokensTaken: [] });
    expect((await onRecord(line)).vehicle.tokenDigest).toBe('b'.repeat(64));
  });

  it('registers each vehicle once when two do it at the same time', async () => {
    const lines = Array.from({ length: 200 }, () => aLine(++cars));
    const outcomes = await Promise.all([file(...lines), file(...lines.toReversed())]);
    expect(outcomes.reduce((sum, { registered }) => sum + registered, 0)).toBe(200);
    expect(outcomes.reduce((sum, { unchanged }) => sum + unchanged, 0)).toBe(200);
  });
});
