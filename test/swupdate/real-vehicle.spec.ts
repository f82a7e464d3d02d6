import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { whenInstalled } from '../tools/required-tool.js';
import { CuttingProxy } from './cutting-proxy.js';
import { DdiStub } from './ddi-stub.js';
import { PackageSigner } from './package-signer.js';
import { RealVehicle } from './real-vehicle.js';
import { buildSignedPackage, PackageContents } from './signed-package.js';
import { RealVehicleSetup } from './vehicle-configuration.js';

const hardware = { board: 'vega-head-unit', revision: '2' };

whenInstalled(['swupdate', 'cpio', 'openssl'], 'a real vehicle', () => {
  let directory: string;
  let maker: PackageSigner;
  let stub: DdiStub;
  let proxy: CuttingProxy;
  let vehicle: RealVehicle;
  let vehicles = 0;

  const setupOf = (controllerId: string): RealVehicleSetup => ({
    root: join(directory, controllerId),
    server: `http://127.0.0.1:${proxy.port}`,
    tenant: 'DEFAULT',
    controllerId,
    targetToken: 'a-token-of-its-own',
    hardware,
    runs: '7.1',
    trusts: maker.certificatePath,
    attributes: { market: 'SE' },
  });
  const aPackage = (contents: Partial<PackageContents> = {}) =>
    buildSignedPackage(directory, { version: '7.2', signer: maker, hardware, ...contents });
  const verdicts = (): readonly string[] =>
    stub
      .reports('/deploymentBase/3/feedback')
      .filter(({ status }) => status.execution === 'closed')
      .map(({ status }) => status.result.finished);
  const ofArtifact = (method: string) =>
    stub.exchanges.filter((exchange) => exchange.method === method && exchange.path.endsWith('.swu'));
  const artifactRequest = (): string => `GET /DEFAULT/controller/v1/car-${vehicles}/softwaremodules`;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'tidings-swupdate-'));
    maker = await PackageSigner.create(directory, 'asterion');
  });

  beforeEach(async () => {
    vehicles += 1;
    stub = await DdiStub.start();
    proxy = await CuttingProxy.start(stub.port);
    vehicle = await RealVehicle.make(setupOf(`car-${vehicles}`));
  });

  afterEach(async () => {
    await vehicle.stop();
    await proxy.stop();
    await stub.stop();
  });

  afterAll(() => rmSync(directory, { recursive: true }));

  it('polls with its own token and says what it is and runs', async () => {
    await vehicle.start();
    await vehicle.waitFor('its attributes', () => stub.exchanges.some(({ method }) => method === 'PUT'));
    const told = stub.exchanges.find(({ method }) => method === 'PUT');
    expect(told?.requestHeaders).toContain('TargetToken a-token-of-its-own');
    expect(JSON.parse(told?.requestBody ?? '')).toMatchObject({
      data: { softwareVersion: '7.1', hardwareId: 'vega-head-unit', market: 'SE' },
    });
  });

  it('keeps a pace of its own where the server asks for a slower one', async () => {
    stub.sleep = '00:05:00';
    const polls = (): number => stub.exchanges.filter(({ path }) => path.endsWith('/car-of-its-own-pace')).length;
    const hasty = await RealVehicle.make({
      ...setupOf('car-of-its-own-pace'),
      pollEverySeconds: 1,
    });
    try {
      await hasty.start();
      await hasty.waitFor('three polls', () => polls() > 2);
    } finally {
      await hasty.stop();
    }
  });

  it('polls at once when it is told to', async () => {
    stub.sleep = '00:05:00';
    await vehicle.start();
    await vehicle.waitFor('its attributes', () => stub.exchanges.some(({ method }) => method === 'PUT'));
    stub.offer = { kind: 'deployment', id: 3, package: await aPackage() };
    await vehicle.pollNow();
    await vehicle.waitFor('the end of the installation', () => vehicle.hasInstalled());
  });

  it('installs what it is offered, runs it only after a restart, and reports success then', async () => {
    stub.offer = { kind: 'deployment', id: 3, package: await aPackage() };
    await vehicle.start();
    await vehicle.waitFor('the end of the installation', () => vehicle.hasInstalled());
    expect(vehicle.installedVersion()).toBe('7.1');
    expect(verdicts()).toEqual([]);
    await vehicle.restart();
    await vehicle.waitFor('its verdict', () => verdicts().length > 0);
    expect(vehicle.installedVersion()).toBe('7.2');
    expect(verdicts()).toEqual(['success']);
  });

  it('falls back when the new software does not start, and reports failure', async () => {
    stub.offer = { kind: 'deployment', id: 3, package: await aPackage() };
    await vehicle.start();
    await vehicle.waitFor('the end of the installation', () => vehicle.hasInstalled());
    await vehicle.restart('falls-back');
    await vehicle.waitFor('its verdict', () => verdicts().length > 0);
    expect(vehicle.installedVersion()).toBe('7.1');
    expect(verdicts()).toEqual(['failure']);
  });

  it('refuses a package signed by a stranger, and says so', async () => {
    const stranger = await PackageSigner.create(directory, 'stranger');
    stub.offer = { kind: 'deployment', id: 3, package: await aPackage({ signer: stranger }) };
    await vehicle.start();
    await vehicle.waitFor('its verdict', () => verdicts().length > 0);
    expect(verdicts()[0]).toBe('failure');
    expect(vehicle.hasInstalled()).toBe(false);
    expect(stub.reports('/feedback').flatMap(({ status }) => status.details)).toContainEqual(
      expect.stringContaining('Authentication of all signatures failed'),
    );
  });

  it('refuses a package for other hardware', async () => {
    const foreign = { board: 'lyra-head-unit', revision: '2' };
    stub.offer = { kind: 'deployment', id: 3, package: await aPackage({ hardware: foreign }) };
    await vehicle.start();
    await vehicle.waitFor('its verdict', () => verdicts().length > 0);
    expect(verdicts()[0]).toBe('failure');
    expect(vehicle.hasInstalled()).toBe(false);
  });

  it('resumes a download that was cut, where it was cut', async () => {
    stub.offer = { kind: 'deployment', id: 3, package: await aPackage({ payloadBytes: 2_000_000 }) };
    const cut = proxy.interfere(artifactRequest(), { kind: 'cut', afterBytes: 1_000_000 });
    await vehicle.start();
    await cut;
    await vehicle.waitFor('the end of the installation', () => vehicle.hasInstalled());
    const ranges = ofArtifact('GET').map(({ requestHeaders }) => requestHeaders[requestHeaders.indexOf('Range') + 1]);
    expect(ranges.slice(1)).toEqual([expect.stringMatching(/^bytes=9\d{5}-$/)]);
  });

  it('stops a download when its poll shows a cancel meanwhile, and acknowledges', async () => {
    stub.offer = { kind: 'deployment', id: 3, package: await aPackage({ payloadBytes: 2_000_000 }) };
    const half = proxy.interfere(artifactRequest(), { kind: 'hold', afterBytes: 1_000_000 });
    await vehicle.start();
    await half;
    stub.offer = { kind: 'cancel', id: 3 };
    // The vehicle looks at its poll while it downloads, but no oftener than it polls: once a second here.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    proxy.release();
    await vehicle.waitFor('its answer', () => stub.reports('/cancelAction/3/feedback').length > 0);
    expect(vehicle.hasInstalled()).toBe(false);
  });

  it('keeps its verdict over a restart at which nothing was offered, and loses it to a cancel', async () => {
    const offer = { kind: 'deployment', id: 3, package: await aPackage({ waitsWhileInstalling: true }) } as const;
    stub.offer = offer;
    await vehicle.start();
    await vehicle.waitFor('the installation', () => vehicle.isInstalling());
    await vehicle.finishInstalling();
    await vehicle.waitFor('the end of the installation', () => vehicle.hasInstalled());
    stub.offer = { kind: 'nothing' };
    await vehicle.restart();
    await vehicle.waitFor('a poll', () => vehicle.log.some((line) => line.includes('no active update on server')));
    await vehicle.stop('SIGTERM');
    stub.offer = { kind: 'cancel', id: 3 };
    await vehicle.start();
    await vehicle.waitFor('its answer', () => stub.reports('/cancelAction/3/feedback').length > 0);
    stub.offer = offer;
    await vehicle.restart();
    await vehicle.waitFor('the next installation', () => vehicle.isInstalling());
    expect(verdicts()).toEqual([]);
    expect(vehicle.installedVersion()).toBe('7.2');
  });
});
