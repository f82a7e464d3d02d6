import { rename } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { minutes } from '@tidings/vocabulary';
import pg from 'pg';
import { testDatabase } from '../database/test-database.js';
import { until } from '../processes/until.js';
import { DatabaseLine } from './database-line.js';
import { DdiCars, type Offered } from './ddi-cars.js';
import { type Answer } from './ddi-client.js';
import { type KnownVehicle, VehicleHouse } from './vehicle-house.js';

const PATIENCE_MS = 20_000;

describe('a report while the database is away', () => {
  let house: VehicleHouse;
  let cars: DdiCars;
  let line: DatabaseLine;
  let direct: pg.Client;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const database = await testDatabase();
    drop = database.drop;
    direct = new pg.Client({ connectionString: database.url });
    await direct.connect();
    line = await DatabaseLine.to(database.url);
    house = await VehicleHouse.open(minutes(5), line.url);
    cars = new DdiCars(house);
  });
  afterAll(async () => {
    line.mend();
    await house.close();
    line.close();
    await direct.end();
    await drop();
  });

  beforeEach(() => line.mend());

  const reportsOf = async ({ id }: KnownVehicle): Promise<readonly string[]> => {
    const { rows } = await direct.query<{ key: string }>(
      'SELECT r.key FROM report r JOIN attempt a ON a.id = r.attempt_id WHERE a.vehicle_id = $1 ORDER BY r.received_at',
      [id],
    );
    return rows.map(({ key }) => key);
  };
  const answered = async ({ ddi }: Pick<Offered, 'ddi'>): Promise<Answer> => {
    let answer = await ddi.ask();
    await until(async () => (answer = await ddi.ask()).status === 200, PATIENCE_MS);
    return answer;
  };

  it('is answered 200 and recorded once when the database is back, however often it was sent', async () => {
    const offered = await cars.delivered();
    const { car, ddi } = offered;
    line.cut();
    expect(await ddi.report(1, 'proceeding')).toMatchObject({ status: 200, text: '' });
    for (let n = 0; n < 2; n++) expect(await ddi.report(1, 'closed', 'success')).toMatchObject({ status: 200 });
    expect(await ddi.ask()).toMatchObject({ status: 503 });
    line.mend();
    const poll = await answered(offered);
    expect(Object.keys(poll.json._links)).toEqual(['configData']);
    expect(await reportsOf(car)).toEqual(['deployment/progress/none/-', 'deployment/closed/success/-']);
    expect(await house.attempts(car)).toMatchObject([{ state: 'installed', closedAt: expect.any(Date) }]);
    expect(await house.vehicleOnRecord(car)).toMatchObject({ softwareVersion: '7.2' });
    expect(await ddi.report(1, 'closed', 'success')).toMatchObject({ status: 200 });
    expect(await reportsOf(car)).toHaveLength(2);
  });

  it('keeps its vehicle waiting until it is recorded: shown the same link, it would install a second time', async () => {
    const [offered, other] = [await cars.delivered(), await cars.delivered()];
    const { car, ddi, file } = offered;
    await direct.query('BEGIN');
    await direct.query('SELECT 1 FROM attempt WHERE vehicle_id = $1 FOR UPDATE', [car.id]);
    line.cut();
    expect(await ddi.report(1, 'closed', 'success')).toMatchObject({ status: 200 });
    line.mend();
    expect((await answered(other)).json._links.deploymentBase).toBeDefined();
    for (const path of ['', '/deploymentBase/1', '/cancelAction/1']) {
      const answer = await ddi.ask(path);
      expect(answer.status).toBe(503);
      expect(answer.headers['retry-after']).toMatch(/^\d+$/);
    }
    await expect(ddi.ask(file)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await ddi.report(1, 'closed', 'success', { code: 7 })).toMatchObject({ status: 200 });
    expect(await reportsOf(car)).toEqual([]);
    await direct.query('COMMIT');
    expect((await answered(offered)).json._links.deploymentBase).toBeUndefined();
    expect(await reportsOf(car)).toEqual(['deployment/closed/success/-', 'deployment/closed/success/7']);
  });

  it('about a number that the vehicle never had is acknowledged, and later counts for nothing', async () => {
    const { car, ddi } = await cars.quiet();
    // Whom memory does not know is not admitted while the database is away.
    await ddi.ask();
    line.cut();
    expect(await ddi.report(9, 'closed', 'success')).toMatchObject({ status: 200 });
    expect(await ddi.answerCancel(9, 'closed', 'success')).toMatchObject({ status: 200 });
    line.mend();
    await answered({ ddi });
    expect(await house.attempts(car)).toEqual([]);
    const dropped = house.log.lines.filter(({ sentence }) => sentence.includes('counts for nothing'));
    const expected = { level: 'warn', facts: { vehicle: car.id, wireNumber: 9, outcome: 'unknown-attempt' } };
    expect(dropped).toMatchObject([expected, expected]);
  });

  it('is refused with 503 when this disk does not take it either, and a person is told', async () => {
    const { car, ddi } = await cars.delivered();
    line.cut();
    await rename(house.spool, `${house.spool} elsewhere`);
    const refused = await ddi.report(1, 'closed', 'success');
    expect(refused).toMatchObject({ status: 503, json: { errorCode: expect.any(String) } });
    expect(refused.headers['retry-after']).toMatch(/^\d+$/);
    expect(house.log.lines.filter(({ level }) => level === 'error')).toMatchObject([
      { facts: { vehicle: car.id, cause: { code: 'spool-not-writable', facts: { directory: house.spool } } } },
    ]);
    await rename(`${house.spool} elsewhere`, house.spool);
    expect(await ddi.report(1, 'closed', 'success')).toMatchObject({ status: 200 });
    line.mend();
    await answered({ ddi });
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'installed' });
  });
});
