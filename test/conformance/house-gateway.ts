import { join } from 'node:path';
import type { ArtifactStoreSettings } from '@tidings/artifact-store';
import { type Foundation, openFoundation, openVehicleGateway } from '@tidings/foundation';
import { type Listening, listen } from '@tidings/http-edge';
import { type Duration, milliseconds } from '@tidings/vocabulary';
import type { KeptLog } from './kept-log.js';
import type { MovableClock } from './movable-clock.js';

/** The process of the vehicles' door, as far as a test needs it. */
export type Gateway = Readonly<{ foundation: Foundation; listening: Listening; close: () => Promise<void> }>;

/** What it stands on. */
export interface Ground {
  readonly databaseUrl: string;
  /** Of the process, and of the artifacts unless they are elsewhere. */
  readonly folder: string;
  readonly artifactStore: ArtifactStoreSettings;
  readonly pollEvery: Duration;
  readonly clock: MovableClock;
  readonly log: KeptLog;
}

export const dataDirectoryOf = ({ folder }: Ground): string => join(folder, 'data');

export const keepRooms = ({ databaseUrl, artifactStore, log, clock }: Ground) => ({
  databaseUrl,
  artifactStore,
  log,
  clock,
});

export async function openGateway(ground: Ground, port: number): Promise<Gateway> {
  const foundation = await openFoundation({ ...keepRooms(ground), needsSnapshot: true });
  const settings = { tenant: 'DEFAULT', pollEvery: ground.pollEvery, trustedProxies: ['127.0.0.1'] };
  const door = await openVehicleGateway(foundation, { ...settings, dataDirectory: dataDirectoryOf(ground) });
  const listening = await listen(door.handler, { host: '127.0.0.1', port });
  return {
    foundation,
    listening,
    close: async () => {
      await listening.close(milliseconds(0));
      await door.close();
      await foundation.close();
    },
  };
}
