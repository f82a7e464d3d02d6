import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { minutes } from '@tidings/vocabulary';
import { testDatabase } from '../database/test-database.js';
import { DatabaseLine } from './database-line.js';
import { DdiClient } from './ddi-client.js';
import { VehicleHouse } from './vehicle-house.js';

describe('while the database is away', () => {
  let house: VehicleHouse;
  let line: DatabaseLine;
  let drop: () => Promise<void>;
  let quiet: DdiClient;
  let busy: DdiClient;
  let file: string;

  beforeAll(async () => {
    const database = await testDatabase();
    drop = database.drop;
    line = await DatabaseLine.to(database.url);
    house = await VehicleHouse.open(minutes(5), line.url);
  });
  afterAll(async () => {
    line.mend();
    await house.close();
    line.close();
    await drop();
  });

  beforeEach(async () => {
    line.mend();
    const [one, other] = [await house.vehicle(), await house.vehicle()];
    quiet = new DdiClient(house, one);
    busy = new DdiClient(house, other);
    await house.rollout(await house.release(Buffer.alloc(16 * 1024 * 1024, 7)), other);
    const deployment = await busy.ask(await busy.offered());
    file = deployment.json.deployment.chunks[0].artifacts[0]._links.download.href;
    await quiet.ask();
  });

  it('a vehicle without anything to do hears "nothing new" from memory', async () => {
    const { headers } = await quiet.ask();
    line.cut();
    expect(await quiet.ask()).toMatchObject({ status: 200, json: { config: { polling: { sleep: '00:05:00' } } } });
    expect(await quiet.ask('', { headers: { 'if-none-match': headers['etag']! } })).toMatchObject({ status: 304 });
  });

  it('whatever needs it is told to come again', async () => {
    line.cut();
    const answers = [
      await busy.ask(),
      await busy.ask('/deploymentBase/1'),
      await busy.ask('/cancelAction/1'),
      await busy.ask('/configData', { method: 'PUT', body: { data: { a: 'b' } } }),
      await new DdiClient(house, {
        id: '',
        controllerId: `unknown-${Math.trunc(performance.now())}`,
        token: 'x',
      }).ask(),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({
        status: 503,
        json: { errorCode: expect.stringContaining('hawkbit.server.error') },
      });
      expect(answer.headers['retry-after']).toMatch(/^\d+$/);
    }
  });

  it.each(['GET', 'HEAD'])(
    'a package is not answered at all (%s): its connection is closed before a status line',
    async (method) => {
      line.cut();
      await expect(busy.ask(file, { method })).rejects.toMatchObject({ code: 'ECONNRESET' });
      await expect(busy.ask(`${file}.MD5SUM`, { method })).rejects.toMatchObject({ code: 'ECONNRESET' });
    },
  );

  it('the end of a package that is under way is withheld', async () => {
    const download = await busy.begin(file);
    line.cut();
    await expect(download.rest()).rejects.toThrow('aborted');
  });

  it('and everything goes on when it is back', async () => {
    line.cut();
    await busy.ask();
    line.mend();
    expect(await busy.offered()).toMatch(/deploymentBase\/1/);
    expect(await busy.ask(file)).toMatchObject({ status: 200 });
  });
});
