import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { after, hours, type Instant, type ReleaseId } from '@tidings/vocabulary';
import { whenInstalled } from '../tools/required-tool.js';
import { Workshop } from './swupdate-workshop.js';

const MEGABYTE = 1024 * 1024;

// A restart of a real client takes its time on a busy machine.
jest.setTimeout(90_000);

whenInstalled(['swupdate', 'cpio', 'openssl'], "Debian's unmodified swupdate", () => {
  let shop: Workshop;
  let large: ReleaseId;
  beforeAll(async () => {
    shop = await Workshop.open();
    large = await shop.release({ version: '4.2', payloadBytes: 32 * MEGABYTE });
  });
  afterEach(() => shop.scrapCars());
  afterAll(() => shop.close());

  it('polls, downloads, installs, restarts and reports success', async () => {
    const car = await shop.car();
    await shop.rollOut(await shop.release({ version: '4.2' }), [car]);
    await car.client.start();
    await car.installs();
    expect(await car.truths()).toMatchObject({ runs: '4.1', believed: '4.1' });
    await car.client.restart();
    await car.endsAs({ runs: '4.2', attempts: ['1 installed'], believed: '4.2' });
  });

  it('refuses a package signed by a stranger: the attempt fails with the cause, and is not offered again', async () => {
    const car = await shop.car();
    await shop.rollOut(await shop.release({ version: '4.2', isByStranger: true }), [car]);
    await car.client.start();
    await car.endsAs({ runs: '4.1', attempts: ['1 failed (refused-by-vehicle)'], believed: '4.1' });
    const [attempt] = await shop.house.attempts(car.known);
    expect(attempt!.cause).toMatch(/signature/);
  });

  it('falls back when the new software does not start: the attempt fails, and the record says what the car runs', async () => {
    const car = await shop.car();
    await shop.rollOut(await shop.release({ version: '4.2' }), [car]);
    await car.client.start();
    await car.installs();
    await car.client.restart('falls-back');
    await car.endsAs({ runs: '4.1', attempts: ['1 failed (degraded)'], believed: '4.1' });
  });

  it('goes on where a download was cut', async () => {
    const car = await shop.car();
    await shop.rollOut(large, [car]);
    const cut = car.interfere('softwaremodules', { kind: 'cut', afterBytes: 4 * MEGABYTE });
    await car.client.start();
    await cut;
    await car.installs();
    await car.client.restart();
    await car.endsAs({ runs: '4.2', attempts: ['1 installed'], believed: '4.2' });
    expect(car.requests('GET', '/softwaremodules')).toEqual([
      expect.not.stringContaining('Range:'),
      expect.stringMatching(/Range: bytes=[1-9]\d{6}-/),
    ]);
  });

  it('goes on when the process at our door is replaced in the middle of its download', async () => {
    const car = await shop.car({ resumes: 20 });
    await shop.rollOut(large, [car]);
    const half = car.interfere('softwaremodules', { kind: 'hold', afterBytes: MEGABYTE });
    await car.client.start();
    await half;
    await shop.house.restart();
    car.release();
    await car.installs();
    await car.client.restart();
    await car.endsAs({ runs: '4.2', attempts: ['1 installed'], believed: '4.2' });
    expect(car.requests('GET', '/softwaremodules').at(-1)).toMatch(/Range: bytes=[1-9]/);
  });

  // Last: time passes for the whole workshop.
  it('sees no link while the window is closed, and leaves nothing on record; the window opens with the clock', async () => {
    const car = await shop.car();
    const opensAt = after(shop.house.clock.now(), hours(1));
    const window = { opens: inStockholm(opensAt), closes: inStockholm(after(opensAt, hours(2))) };
    await shop.rollOut(await shop.release({ version: '4.2' }), [car], { window });
    await car.client.start();
    await car.endsAs({ runs: '4.1', attempts: [], believed: '4.1' });
    expect(car.requests('POST', '')).toEqual([]);
    shop.house.clock.pass(hours(1));
    await car.installs();
    await car.client.restart();
    await car.endsAs({ runs: '4.2', attempts: ['1 installed'], believed: '4.2' });
  });
});

/** 'HH:MM' on the cars' clocks. */
const inStockholm = (at: Instant): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', timeStyle: 'short' }).format(at);
