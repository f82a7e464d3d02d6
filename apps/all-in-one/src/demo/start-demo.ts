import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { secretFile } from '@tidings/embedded-defaults';
import { DEMO_BEHAVIOUR, simulateFleet } from '@tidings/fleet-simulator';
import { type Foundation, foundationModule } from '@tidings/foundation';
import type { ReadPool } from '@tidings/postgres';
import { type DemoVehicle, demoFleet } from './demo-fleet.js';
import { seedDemo } from './seed-demo.js';

const DEMO_FLEET_SIZE = 5_000;

export interface DemoPlace {
  readonly url: string;
  readonly tenant: string;
  readonly directory: string;
  readonly say: (line: string) => void;
}

/** Fills the installation once, then lets the fleet drive: its cars talk to the vehicles' door like any other. */
export async function startDemo(
  foundation: Foundation,
  { url, tenant, directory, say }: DemoPlace,
): Promise<{ readonly exampleVehicle: string; readonly stop: () => Promise<void> }> {
  const fleet = demoFleet(DEMO_FLEET_SIZE, await secretFile(join(directory, 'demo-fleet.secret')));
  const done = join(directory, 'demo-is-complete');
  if (!existsSync(done)) {
    await seed(foundation, fleet, join(directory, 'demo-publisher.jwk'), say);
    writeFileSync(done, '');
  }
  const software = await softwareOf(foundation.pool);
  const simulated = simulateFleet({
    server: url.replace('localhost', '127.0.0.1'),
    tenant,
    vehicles: fleet.map(({ controllerId, token, hardwareId, softwareVersion }) => ({
      controllerId,
      token,
      hardwareId,
      softwareVersion: software.get(controllerId) ?? softwareVersion,
    })),
    behaviour: DEMO_BEHAVIOUR,
    seed: 'asterion',
    log: foundation.log,
  });
  simulated.start();
  say('fleet: the simulated cars drive; the rollout "Asterion 4.2" moves by itself from here');
  // A car the running rollout is meant for, in a market whose owners can read why.
  const example = fleet.find(({ model, market }) => model === 'Vega' && market === 'SE')!;
  return { exampleVehicle: example.controllerId, stop: () => simulated.stop() };
}

async function seed(
  foundation: Foundation,
  fleet: readonly DemoVehicle[],
  keyFile: string,
  say: (line: string) => void,
): Promise<void> {
  const app = await NestFactory.createApplicationContext(foundationModule(foundation, 'demo'), { logger: false });
  // Not closed: closing would close the foundation's data source with it, and the doors go on using that.
  await seedDemo(app, fleet, keyFile, say);
}

/** What the cars run by now: a second start goes on where they are. */
async function softwareOf(pool: ReadPool): Promise<ReadonlyMap<string, string>> {
  const rows = await pool.rows<{ name: string; version: string }>({
    text: `SELECT controller_id AS name, software_version AS version FROM vehicle WHERE software_version IS NOT NULL`,
  });
  return new Map(rows.map(({ name, version }) => [name, version]));
}
