import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import type { ReleaseId, RolloutId } from '@tidings/vocabulary';
import { whenInstalled } from '../tools/required-tool.js';
import type { RealCar } from './real-car.js';
import { Workshop } from './swupdate-workshop.js';

const MEGABYTE = 1024 * 1024;
/** More than the machine's sockets take in advance: what the car has not read, we have not sent. */
const LARGE = { version: '4.2', payloadBytes: 32 * MEGABYTE } as const;
const HELD_EARLY = { kind: 'hold', afterBytes: MEGABYTE } as const;
const WHOLLY_HELD = { kind: 'hold', afterBytes: 0 } as const;

// A restart and two installations of a real client take their time on a busy machine.
jest.setTimeout(90_000);

whenInstalled(['swupdate', 'cpio', 'openssl'], "Debian's unmodified swupdate, when a rollout stops", () => {
  let shop: Workshop;
  let small: ReleaseId;
  let large: ReleaseId;
  beforeAll(async () => {
    shop = await Workshop.open();
    small = await shop.release({ version: '4.2' });
    large = await shop.release(LARGE);
  });
  afterEach(() => shop.scrapCars());
  afterAll(() => shop.close());

  /** A car that stands in the middle of a download. */
  async function halfDownloaded(): Promise<{ readonly car: RealCar; readonly rollout: RolloutId }> {
    const car = await shop.car();
    const rollout = await shop.rollOut(large, [car]);
    const half = car.interfere('softwaremodules', HELD_EARLY);
    await car.client.start();
    await half;
    await car.become({ attempts: ['1 downloading'] });
    // It looks at its poll while bytes arrive, but no oftener than it polls: once a second.
    await sleep(1_500);
    return { car, rollout };
  }

  it('installs nothing when a pause comes between its fetch of the link and its download', async () => {
    const car = await shop.car();
    await car.client.start();
    await car.polls(2);
    const fetched = car.interfere('deploymentBase', WHOLLY_HELD);
    const rollout = await shop.rollOut(small, [car]);
    await fetched;
    await shop.stop(rollout);
    car.release();
    await car.endsAs({ runs: '4.1', attempts: ['1 withdrawn (never-begun)'], believed: '4.1' });
    expect(car.requests('GET', '/softwaremodules')).toEqual([]);
  });

  it('has no success on record when it answers a cancel with "Skipped Update."', async () => {
    const { car, rollout } = await halfDownloaded();
    await car.client.stop('SIGKILL');
    // swupdate fetches the link once at its start, to look after an earlier installation, and again to install.
    const fetchedAtStart = car.interfere('deploymentBase', WHOLLY_HELD);
    await car.client.start();
    await fetchedAtStart;
    const fetched = car.interfere('deploymentBase', WHOLLY_HELD);
    car.release();
    await fetched;
    await shop.stop(rollout);
    car.release();
    await car.endsAs({ runs: '4.1', attempts: ['1 cancelled'], believed: '4.1' });
    expect(await car.wordsOnRecord()).toContain('Skipped Update.');
  });

  it.each(['pause', 'halt'] as const)(
    'stops a download at a %s and acknowledges; its software is asked again',
    async (manner) => {
      const { car, rollout } = await halfDownloaded();
      const told = car.requests('PUT', '/configData').length;
      await shop.stop(rollout, manner);
      car.release();
      await car.endsAs({ runs: '4.1', attempts: ['1 cancelled'], believed: '4.1' });
      expect(car.requests('PUT', '/configData').length).toBeGreaterThan(told);
    },
  );

  it('is refused the rest of a package whose download was cut before the pause, and that is no fault of its own', async () => {
    // So slow that it cannot hear the cancel before it resumes.
    const car = await shop.car({ pollEverySeconds: 60 });
    const rollout = await shop.rollOut(large, [car]);
    const cut = car.interfere('softwaremodules', { kind: 'cut', afterBytes: MEGABYTE });
    await car.client.start();
    await car.client.waitFor('rest', () => car.client.log.some((line) => line.includes('Sleeping for 60 seconds')));
    await car.pollsNow();
    await cut;
    await shop.stop(rollout);
    const truths = { runs: '4.1', attempts: ['1 failed (stopped-by-us)'], believed: '4.1' };
    await car.become(truths);
    await car.pollsNow();
    expect(await car.truths()).toEqual(truths);
  });

  it('keeps its verdict over a pause between installation and restart, and tells it of the right attempt', async () => {
    const car = await shop.car();
    const rollout = await shop.rollOut(small, [car]);
    await car.client.start();
    await car.installs();
    await shop.stop(rollout);
    await shop.rollOut(await shop.release({ version: '4.2.1' }), [car]);
    await car.polls(2);
    expect(await car.truths()).toMatchObject({ runs: '4.1', attempts: ['1 installing'], believed: '4.1' });
    await car.client.restart();
    await car.installs();
    expect(await car.truths()).toEqual({ runs: '4.2', attempts: ['1 installed', '2 installing'], believed: '4.2' });
    await car.client.restart();
    await car.endsAs({ runs: '4.2.1', attempts: ['1 installed', '2 installed'], believed: '4.2.1' });
  });

  it('is offered nothing by a paused rollout, and a new attempt by a resumed one', async () => {
    const { car, rollout } = await halfDownloaded();
    await shop.stop(rollout);
    car.release();
    await car.endsAs({ runs: '4.1', attempts: ['1 cancelled'], believed: '4.1' });
    await shop.resume(rollout);
    await car.installs();
    await car.client.restart();
    await car.endsAs({ runs: '4.2', attempts: ['1 cancelled', '2 installed'], believed: '4.2' });
  });
});
