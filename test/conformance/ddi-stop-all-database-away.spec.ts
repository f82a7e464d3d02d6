import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { minutes } from '@tidings/vocabulary';
import { testDatabase } from '../database/test-database.js';
import { until } from '../processes/until.js';
import { DatabaseLine } from './database-line.js';
import { DdiCars, MORE_THAN_A_LINE_HOLDS } from './ddi-cars.js';
import { VehicleHouse } from './vehicle-house.js';

let house: VehicleHouse;
let line: DatabaseLine;
let cars: DdiCars;
let drop: () => Promise<void>;
let file: string;

beforeAll(async () => {
  const database = await testDatabase();
  drop = database.drop;
  line = await DatabaseLine.to(database.url);
  house = await VehicleHouse.open(minutes(5), line.url);
  cars = new DdiCars(house);
  file = join(dirname(house.spool), 'stop-all');
});
afterAll(async () => {
  line.mend();
  await house.close();
  line.close();
  await drop();
});

const order = () => house.foundation.snapshot.stopAll.order;

it('an order by a file stops all while the database is away, and nothing begins in the moment it is back', async () => {
  const { ddi: quiet } = await cars.quiet();
  await quiet.ask();
  const waiting = await cars.offered();
  const downloading = await cars.started(MORE_THAN_A_LINE_HOLDS);
  await downloading.ddi.report(1, 'proceeding');
  const download = await downloading.ddi.begin(downloading.file);
  const finished = await cars.delivered();

  line.cut();
  await writeFile(file, 'the database is on fire');
  await until(() => order() !== undefined);
  expect(order()).toMatchObject({ why: 'the database is on fire' });
  expect((await quiet.ask()).json._links).toBeUndefined();
  expect(await waiting.ddi.ask()).toMatchObject({ status: 503 });
  expect(await downloading.ddi.ask('/deploymentBase/1')).toMatchObject({ status: 503 });
  await expect(downloading.ddi.ask(downloading.file)).rejects.toMatchObject({ code: 'ECONNRESET' });

  line.mend();
  // What was under way has not asked anybody since: its end is withheld by the file alone.
  await expect(download.rest()).rejects.toThrow('aborted');
  await until(async () => (await waiting.ddi.ask()).status === 200);
  expect((await waiting.ddi.ask()).json._links).toBeUndefined();
  expect(Object.keys((await downloading.ddi.ask()).json._links)).toEqual(['cancelAction']);
  expect(await downloading.ddi.ask(downloading.file)).toMatchObject({ status: 404 });
  expect(Object.keys((await finished.ddi.ask()).json._links)).toEqual(['deploymentBase']);
  expect(await house.attempts(waiting.car)).toEqual([]);
  const written = () => house.foundation.dataSource.query<unknown[]>('SELECT 1 FROM stop_all WHERE lifted_at IS NULL');
  await until(async () => (await written()).length === 1);
});

it('an order that is lifted while the database is away is lifted on record when it is back', async () => {
  line.cut();
  await rm(file);
  await until(() => order() === undefined);
  line.mend();
  const lifted = () =>
    house.foundation.dataSource.query<unknown[]>('SELECT 1 FROM stop_all WHERE lifted_at IS NOT NULL');
  await until(async () => (await lifted().catch(() => [])).length === 1);
  await house.foundation.snapshot.look('rollouts');
  expect(order()).toBeUndefined();
});
