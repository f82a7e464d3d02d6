import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aFleet, until } from '../../builders/a-fleet.js';
import { DdiStub } from '../../builders/ddi-stub.js';
import type { Fleet, VehicleBelief } from '../index.js';

describe('a car on a bad day', () => {
  let stub: DdiStub;
  let fleet: Fleet;

  beforeEach(async () => (stub = await new DdiStub().listen()));
  afterEach(async () => {
    await fleet.stop();
    await stub.close();
  });

  const drive = (plan?: Parameters<typeof aFleet>[1]): void => {
    fleet = aFleet(stub.url, plan);
    fleet.start();
  };
  const car = (): VehicleBelief => fleet.vehicle('car-1')!;
  const hasVerdict = (): boolean => car().acknowledged.some(({ execution }) => execution === 'closed');

  it.each([
    [503, { 'retry-after': '20' }],
    [500, {}],
    [429, {}],
    [201, {}],
    [404, {}],
  ])('repeats its verdict after %i until it is answered with 200', async (status, headers) => {
    stub.shown.deployment = 1;
    let refusals = 3;
    stub.fault = ({ body }, response) =>
      body?.status?.execution === 'closed' && refusals-- > 0 && !!response.writeHead(status, headers).end();
    drive();
    await until(hasVerdict);
    expect(stub.reports.filter((one) => one.includes('closed'))).toEqual(
      Array<string>(4).fill('deploymentBase/1 closed/success'),
    );
    expect(car().acknowledged.filter(({ execution }) => execution === 'closed')).toHaveLength(1);
  });

  it('waits as long as Retry-After asks', async () => {
    stub.shown.deployment = 1;
    const tries: number[] = [];
    stub.fault = ({ body }, response) => {
      if (body?.status?.execution !== 'closed') return false;
      tries.push(performance.now());
      return tries.length === 1 && !!response.writeHead(503, { 'retry-after': '100' }).end();
    };
    drive();
    await until(hasVerdict);
    expect(tries[1]! - tries[0]!).toBeGreaterThanOrEqual(200);
  });

  it('lets a progress report go that the server does not know, and updates on', async () => {
    stub.shown.deployment = 1;
    stub.fault = ({ body }, response) => body?.status?.execution === 'download' && !!response.writeHead(410).end();
    drive();
    await until(hasVerdict);
    expect(car().acknowledged.map(({ execution }) => execution)).toEqual(['downloaded', 'proceeding', 'closed']);
  });

  it('polls on while it is not let in, and is counted', async () => {
    stub.fault = (_, response) => !!response.writeHead(401).end();
    drive();
    await until(() => stub.seen.length > 3);
    expect(fleet.counts()).toMatchObject({ vehicles: 1, polling: 0, refused: 1, unreached: 0 });
    stub.fault = () => false;
    await until(() => fleet.counts().polling === 1);
  });

  it('installs while the server is away and delivers every report once it is back, in order', async () => {
    stub.shown.deployment = 1;
    let down: Promise<void> | undefined;
    drive({
      observe: (event) => {
        if (event.kind !== 'began' || event.beginning.step !== 'install') return undefined;
        return (down = stub.close());
      },
    });
    await until(() => car().installedVersion === '4.2');
    await down;
    await until(() => fleet.counts().unreached === 1);
    expect(hasVerdict()).toBe(false);
    expect(car().phase).toBe('reporting');
    await stub.listen();
    await until(hasVerdict);
    expect(car().acknowledged.map(({ execution }) => execution)).toEqual([
      'download',
      'downloaded',
      'proceeding',
      'closed',
    ]);
  });
});
