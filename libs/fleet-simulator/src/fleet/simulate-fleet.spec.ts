import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { basisPoints, seconds } from '@tidings/vocabulary';
import { aCar, aFleet, until } from '../../builders/a-fleet.js';
import { DdiStub } from '../../builders/ddi-stub.js';
import type { Fleet, FleetPlan, VehicleBelief } from '../index.js';

const ALWAYS = basisPoints(10_000);
const WHOLE_LIFE = [
  'deploymentBase/1 download/none',
  'deploymentBase/1 downloaded/none',
  'deploymentBase/1 proceeding/none',
];

describe('a simulated fleet', () => {
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
  /** Lets the car poll a few times more. */
  const laterPolls = async (): Promise<void> => {
    const before = stub.lines(/v1\/car-1$/).length;
    await until(() => stub.lines(/v1\/car-1$/).length >= before + 3);
  };
  const verdicts = (): number => car().acknowledged.filter(({ execution }) => execution === 'closed').length;

  it('updates a car: describes itself, downloads, installs, restarts, reports, runs the new version', async () => {
    stub.shown.wantsAttributes = true;
    drive();
    await until(() => stub.lines(/PUT/).length > 0);
    expect(stub.lines(/PUT/)[0]!.body!.data).toEqual({ market: 'SE', softwareVersion: '4.1', hardwareId: 'hu-2' });
    stub.shown.wantsAttributes = false;
    stub.shown.deployment = 1;
    await until(() => verdicts() === 1);
    expect(stub.reports).toEqual([...WHOLE_LIFE, 'deploymentBase/1 closed/success']);
    expect(car()).toMatchObject({ installedVersion: '4.2', offered: [1], unacknowledged: [], phase: 'driving' });
    expect(car().began.map(({ step }) => step)).toEqual(['fetch', 'download', 'install', 'restart']);
    expect(new Set(stub.seen.map(({ authorization }) => authorization))).toEqual(
      new Set(['TargetToken token-of-car-1']),
    );
    const lines = stub.lines(/artifacts/).map(({ line }) => line.split(' ')[0]);
    expect(lines).toEqual(['HEAD', 'GET']);
  });

  it('polls between the restart and the verdict, and says nothing while it is away', async () => {
    stub.shown.deployment = 1;
    const atRestart: number[] = [];
    drive({
      observe: (event) => {
        if (event.kind === 'began' && event.beginning.step === 'restart') atRestart.push(stub.seen.length);
      },
    });
    await until(() => verdicts() === 1);
    const after = stub.seen.slice(atRestart[0]).map(({ line }) => line);
    expect(after[0]).toBe('GET /DEFAULT/controller/v1/car-1');
    expect(after[1]).toMatch(/^POST .*deploymentBase\/1\/feedback$/);
  });

  it('reads the same attempt once, however long its link is shown', async () => {
    stub.shown.deployment = 1;
    drive();
    await until(() => verdicts() === 1);
    await laterPolls();
    expect(car().began.filter(({ step }) => step === 'fetch')).toHaveLength(1);
  });

  it('sleeps as long as the server says', async () => {
    stub.shown.sleep = '00:02:05';
    drive();
    await laterPolls();
    const before = stub.seen.length;
    await wait(125 * 2 * 3 + 60);
    expect(stub.seen.length - before).toBeGreaterThanOrEqual(2);
    expect(stub.seen.length - before).toBeLessThanOrEqual(4);
  });

  it('reports the code and text of a failed installation and stays on its version', async () => {
    stub.shown.deployment = 1;
    drive({ behaviour: { perHardware: { 'hu-2': { installFails: ALWAYS } } } });
    await until(() => verdicts() === 1);
    expect(car().acknowledged.at(-1)).toMatchObject({ finished: 'failure', code: 9002, details: ['did not start'] });
    expect(car().installedVersion).toBe('4.1');
    expect(fleet.counts()).toMatchObject({ failed: 1, installed: 0 });
  });

  it('resumes with a range when its own connection is lost', async () => {
    stub.shown.deployment = 1;
    drive({ behaviour: { downloadCut: ALWAYS } });
    await until(() => verdicts() === 1);
    const ranges = stub.lines(/GET .*artifacts/).map(({ range }) => range);
    expect(ranges).toHaveLength(2);
    expect(Number(/\d+/.exec(ranges[1]!)![0])).toBeGreaterThanOrEqual(stub.package.length / 2);
    expect(car().installedVersion).toBe('4.2');
  });

  it('resumes when the server loses the connection', async () => {
    stub.shown.deployment = 1;
    stub.fault = ({ line, range }, response) => {
      if (!/^GET .*artifacts/.test(line) || range !== undefined) return false;
      response.writeHead(200, { 'content-length': stub.package.length });
      response.write(stub.package.subarray(0, 70_000), () => response.destroy());
      return true;
    };
    drive();
    await until(() => verdicts() === 1);
    expect(stub.lines(/GET .*artifacts/)[1]!.range).toBe('bytes=70000-');
    expect(car().installedVersion).toBe('4.2');
  });

  it.each<[string, (stub: DdiStub) => void]>([
    ['has another digest', (it) => (it.sha1 = '0'.repeat(40))],
    [
      'is sent whole in answer to a range',
      (it) =>
        (it.fault = ({ line, range }, response) => {
          if (!/^GET .*artifacts/.test(line) || range === undefined) return false;
          response.writeHead(200).end(it.package);
          return true;
        }),
    ],
  ])('refuses a package that %s', async (_, breakIt) => {
    breakIt(stub);
    stub.shown.deployment = 1;
    drive({ behaviour: { downloadCut: ALWAYS } });
    await until(() => verdicts() === 1);
    expect(car().acknowledged.at(-1)).toMatchObject({ finished: 'failure', code: 9004 });
    expect(car().began.some(({ step }) => step === 'install')).toBe(false);
  });

  it.each([
    ['deployment', /deploymentBase\/1\?/],
    ['package', /artifacts/],
  ])('polls on when the %s is gone', async (_, gone) => {
    stub.shown.deployment = 1;
    stub.fault = ({ line }, response) => gone.test(line) && !!response.writeHead(404).end();
    drive();
    await until(() => car().ended.some(({ outcome }) => outcome === 'gone'));
    stub.fault = () => false;
    await until(() => verdicts() === 1);
    expect(car().installedVersion).toBe('4.2');
  });

  it('follows a redirect to another host without its token', async () => {
    const store = await new DdiStub().listen();
    stub.shown.deployment = 1;
    stub.fault = ({ line }, response) =>
      /^GET .*artifacts/.test(line) && !!response.writeHead(302, { location: `${store.url}/artifacts/signed` }).end();
    drive({ behaviour: { downloadCut: ALWAYS } });
    await until(() => verdicts() === 1);
    await store.close();
    expect(car().installedVersion).toBe('4.2');
    expect(store.seen.map(({ authorization }) => authorization)).toEqual([undefined, undefined]);
    expect(store.seen[1]!.range).toMatch(/^bytes=/);
  });

  it('leaves a restarting car silent for ever when it is a brick', async () => {
    stub.shown.deployment = 1;
    drive({ behaviour: { bricks: ALWAYS } });
    await until(() => fleet.counts().bricked === 1);
    await wait(20);
    const before = stub.seen.length;
    await wait(200);
    expect(stub.seen.length).toBe(before);
    expect(car()).toMatchObject({ phase: 'bricked', installedVersion: '4.1' });
  });

  it('keeps parked cars away', async () => {
    drive({ behaviour: { parked: ALWAYS, parkedFor: seconds(150) } });
    await wait(100);
    expect(stub.seen).toEqual([]);
    expect(fleet.counts().parked).toBe(1);
    await until(() => stub.seen.length > 0);
  });

  it('gives each car the same fate for the same seed', async () => {
    const vehicles = Array.from({ length: 30 }, (_, n) => aCar(`car-${n}`));
    const fates = async (seed: FleetPlan['seed']) => {
      drive({ vehicles, seed, behaviour: { installFails: basisPoints(3000) } });
      await until(() => fleet.counts().installed + fleet.counts().failed === 30);
      const failed = vehicles.map(({ controllerId }) => fleet.vehicle(controllerId)!.ended[0]!.outcome);
      await fleet.stop();
      return failed;
    };
    stub.shown.deployment = 1;
    const first = await fates(1);
    expect(new Set(first)).toEqual(new Set(['installed', 'failed']));
    expect(await fates(1)).toEqual(first);
    expect(await fates(2)).not.toEqual(first);
  });

  it('throws at the end what its observer threw', async () => {
    const broken = aFleet(stub.url, { observe: () => Promise.reject(new Error('as the test says')) });
    fleet = aFleet(stub.url);
    broken.start();
    await until(() => stub.seen.length > 0);
    await expect(broken.stop()).rejects.toThrow('as the test says');
  });
});
