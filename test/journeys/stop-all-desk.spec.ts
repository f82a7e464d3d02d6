import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Door, type Foundation, openFoundation, openVehicleGateway } from '@tidings/foundation';
import { JsonLog, type Listening, listen } from '@tidings/http-edge';
import { minutes, seconds } from '@tidings/vocabulary';
import { until } from '../processes/until.js';
import { type CommandLineHouse, openCommandLineHouse } from './command-line-house.js';

/** A second gateway on the same database, with a data directory of its own as on another machine. */
interface Neighbour {
  readonly foundation: Foundation;
  readonly directory: string;
  readonly url: string;
  readonly close: () => Promise<void>;
}

async function openNeighbour(databaseUrl: string): Promise<Neighbour> {
  const directory = await mkdtemp(join(tmpdir(), 'tidings-neighbour-'));
  const foundation = await openFoundation({
    databaseUrl,
    artifactStore: { folder: join(directory, 'artifacts') },
    log: new JsonLog('error'),
    needsSnapshot: true,
  });
  const settings = { dataDirectory: directory, tenant: 'DEFAULT', pollEvery: minutes(5), trustedProxies: [] };
  const door: Door = await openVehicleGateway(foundation, settings);
  const listening: Listening = await listen(door.handler, { host: '127.0.0.1', port: 0 });
  return {
    ...{ foundation, directory, url: listening.url },
    close: async () => {
      await listening.close(seconds(1));
      await door.close();
      await foundation.close();
      await rm(directory, { recursive: true });
    },
  };
}

describe('tidings stop-all', () => {
  let house: CommandLineHouse;
  let other: Neighbour;
  beforeAll(async () => {
    house = await openCommandLineHouse();
    const { url } = house.foundation.dataSource.options as { readonly url: string };
    other = await openNeighbour(url);
  });
  afterAll(async () => {
    await other.close();
    await house.close();
  });
  const stopped = ({ foundation }: { readonly foundation: Foundation }): boolean =>
    foundation.snapshot.stopAll.order !== undefined;
  /** Again and again: an order that is not on record yet is not lifted by the first try. */
  const lift = (): Promise<void> =>
    until(async () => {
      await house.type('stop-all --lift --why "all is well"');
      return !stopped(house) && !stopped(other);
    });
  afterEach(lift);

  it('stops the gateway here by its file and every other by the record, and says so everywhere', async () => {
    const shown = await house.type('stop-all --why "charging fires"');
    expect({ ...shown, out: '' }).toEqual({ code: 0, err: '', out: '' });
    expect(shown.out).toMatch(/This machine\s+.*stop-all is written/);
    expect(shown.out).toMatch(/Release desk\s+every gateway/);
    await until(() => stopped(house) && stopped(other));
    expect((await house.type('status')).out).toMatch(/STOPPED\s+all, by .*: charging fires/);
    const lifted = await house.type('stop-all --lift --why "it was smoke" --as auditor');
    expect([lifted.code, lifted.err]).toEqual([1, expect.stringContaining('release-manager')]);
  });

  it('lifts it for a release manager, takes the file away, and refuses to lift nothing', async () => {
    await house.type('stop-all --why "charging fires"');
    await until(() => stopped(other));
    await lift();
    expect((await house.type('status')).out).not.toContain('STOPPED');
    const again = await house.type('stop-all --lift --why "again"');
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('none to lift')]);
  });

  it('stops gateways by their own address while no release desk answers, and names those that do not', async () => {
    const env = { TIDINGS_URL: 'http://127.0.0.1:1', TIDINGS_TOKEN: 'x' };
    const key = join(other.directory, 'stop-all.key');
    const near = await house.type(`stop-all --why "no desk" --gateway ${other.url} --key ${key}`, env);
    expect(near).toMatchObject({ code: 0, out: expect.stringContaining(`${other.url} has stopped`) });
    expect(stopped(other)).toBe(true);
    const far = await house.type(
      `stop-all --why "no desk" --gateway ${other.url} http://127.0.0.1:1 --key ${key}`,
      env,
    );
    expect(far.code).toBe(1);
    expect(far.out).toContain('http://127.0.0.1:1 has NOT stopped');
    expect(far.err).toContain('http://127.0.0.1:1: vehicles may still begin there.');
    const keyless = await house.type(`stop-all --why "no desk" --gateway ${other.url} --key nowhere`, env);
    expect([keyless.code, keyless.err]).toEqual([1, expect.stringContaining('no key to show')]);
    await until(() => stopped(house));
  });

  it('says what the file here says when no release desk can tell', async () => {
    await mkdir(join(house.folder, '.tidings'), { recursive: true });
    await writeFile(join(house.folder, '.tidings/stop-all'), 'seen smoke');
    const shown = await house.type('status', { TIDINGS_URL: 'http://127.0.0.1:1', TIDINGS_TOKEN: 'x' });
    expect([shown.code, shown.err]).toEqual([1, expect.stringContaining('seen smoke')]);
    await until(() => stopped(house));
    await rm(join(house.folder, '.tidings/stop-all'));
  });
});
