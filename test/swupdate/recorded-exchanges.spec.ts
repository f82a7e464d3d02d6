import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { whenInstalled } from '../tools/required-tool.js';
import { CuttingProxy } from './cutting-proxy.js';
import { DdiStub } from './ddi-stub.js';
import { PackageSigner } from './package-signer.js';
import { RealVehicle } from './real-vehicle.js';
import { recordedScenarios, Stage, VEHICLE } from './recorded-scenarios.js';
import { Recording, recordingOf, skeletonOf } from './recording.js';
import { buildSignedPackage } from './signed-package.js';

const hardware = { board: 'vega-head-unit', revision: '2' };
const recorded = join(import.meta.dirname, '..', 'conformance', 'recorded');

// On a busy machine swupdate takes a message of its own start for the end of its first installation, says "All Chunks
// Installed." of a package it then refuses, and tries again: a second conversation, true as well, but not the recorded one.
jest.retryTimes(2);

// RECORD=1 writes the recordings anew.
whenInstalled(['swupdate', 'cpio', 'openssl'], 'what was recorded of a real vehicle is what it still does', () => {
  let directory: string;
  let maker: PackageSigner;
  let packages: Stage['packages'];

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'tidings-recorded-'));
    maker = await PackageSigner.create(directory, 'asterion');
    const stranger = await PackageSigner.create(directory, 'stranger');
    packages = {
      small: await buildSignedPackage(directory, { version: '7.2', signer: maker, hardware }),
      large: await buildSignedPackage(directory, { version: '7.2', signer: maker, hardware, payloadBytes: 2_000_000 }),
      foreign: await buildSignedPackage(directory, { version: '7.2', signer: stranger, hardware }),
    };
  });

  afterAll(() => rmSync(directory, { recursive: true }));

  it.each(Object.entries(recordedScenarios))('%s', async (name, { what, play }) => {
    const stub = await DdiStub.start();
    const proxy = await CuttingProxy.start(stub.port);
    const root = join(mkdtempSync(join(directory, 'try-')), name);
    const server = `http://127.0.0.1:${proxy.port}`;
    const identity = { tenant: 'DEFAULT', controllerId: VEHICLE, targetToken: 'a-token-of-its-own' };
    const vehicle = await RealVehicle.make({
      root,
      server,
      ...identity,
      hardware,
      runs: '7.1',
      trusts: maker.certificatePath,
    });
    try {
      await play({ vehicle, stub, proxy, packages });
    } finally {
      await vehicle.stop();
      await proxy.stop();
      await stub.stop();
    }
    const now = recordingOf(what, stub.exchanges, server, root);
    const file = join(recorded, `${name}.json`);
    if (process.env['RECORD'] === '1') writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
    const then = JSON.parse(readFileSync(file, 'utf8')) as Recording;
    expect(skeletonOf(now)).toEqual(skeletonOf(then));
  });
});
