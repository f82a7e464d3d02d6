import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testDatabase } from '../database/test-database.js';
import { Premises } from '../processes/premises.js';
import { privateDatabaseUrl } from '../processes/private-cluster.js';
import type { Program } from '../processes/tidings-process.js';
import { openIssuer } from './issuer.js';

/** Tidings as it runs somewhere, in one process or in several; what a test needs to reach it from outside. */
export interface House {
  /** Where vehicles and owners go. */
  readonly vehicles: string;
  readonly owners: string;
  /** Address and tokens of people, as `npm start` leaves them for the command line. */
  readonly dataDirectory: string;
  readonly artifacts: string;
  /** For a hand that reaches past the doors. */
  readonly databaseUrl: string;
  readonly close: () => Promise<void>;
}

/** A demo poll would be every half minute; the simulated cars of these tests live thirty times as fast. */
const PACE = { TIDINGS_POLL_EVERY: '30s' };

/** `npm start -- --empty`: one process, one port, its private PostgreSQL. */
export async function openOneProcess(): Promise<House> {
  const premises = new Premises();
  try {
    const dataDirectory = premises.directory('one process');
    const all = await premises.open({ program: 'start', dataDirectory, arguments: ['--empty'], env: PACE });
    return {
      vehicles: all.address,
      owners: all.address,
      dataDirectory,
      artifacts: join(dataDirectory, 'artifacts'),
      databaseUrl: privateDatabaseUrl(dataDirectory),
      close: () => premises.clear(),
    };
  } catch (cause) {
    await premises.clear();
    throw cause;
  }
}

/** Vehicle gateway, release desk, owner portal and conductor as four processes on one database and one artifact folder. */
export async function openFourProcesses(): Promise<House> {
  const premises = new Premises();
  const database = await testDatabase();
  const dataDirectory = premises.directory('four processes');
  const identity = await openIssuer(dataDirectory);
  const close = async (): Promise<void> => {
    await premises.clear();
    await identity.close();
    await database.drop();
  };
  try {
    const env = { ...PACE, DATABASE_URL: database.url, OIDC_ISSUER: identity.issuer };
    const open = (program: Program) => premises.open({ program, dataDirectory, env });
    const [vehicles, desk, owners] = await Promise.all([
      open('vehicle-gateway'),
      open('release-desk'),
      open('owner-portal'),
      open('conductor'),
    ]);
    writeFileSync(join(dataDirectory, 'server.json'), JSON.stringify({ url: desk.address }));
    return {
      vehicles: vehicles.address,
      owners: owners.address,
      dataDirectory,
      artifacts: join(dataDirectory, 'artifacts'),
      databaseUrl: database.url,
      close,
    };
  } catch (cause) {
    await close();
    throw cause;
  }
}
