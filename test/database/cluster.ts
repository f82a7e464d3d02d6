import { chmodSync, existsSync, mkdtempSync, readdirSync, realpathSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discardAbandoned, PrivatePostgres } from '@tidings/embedded-defaults';
import { openDataSource } from '@tidings/records';
import pg from 'pg';
import { CLUSTER_VARIABLE, TEMPLATE_DATABASE } from './test-database.js';

const NAME = 'tidings-test-';
// One cluster and a dozen clones; Docker gives /dev/shm only 64 MB.
const ROOM_IN_MEMORY_BYTES = 1024 ** 3;
// A run that has just made its folder has not locked it yet.
const YOUNG_MS = 60_000;

/** One throw-away cluster a run, in memory where there is room, with a migrated template for testDatabase to clone. */
export async function startTestCluster(): Promise<{ stop: () => Promise<void> }> {
  const parent = await sweptParent();
  const directory = mkdtempSync(join(parent, NAME));
  chmodSync(directory, 0o711); // mkdtemp makes 0700, which PostgreSQL's account could not enter
  const postgres = await PrivatePostgres.open({ directory, throwAway: true });
  try {
    await makeTemplate(postgres);
  } catch (error) {
    await postgres.close();
    throw error;
  }
  process.env[CLUSTER_VARIABLE] = postgres.url('postgres');
  return { stop: () => postgres.close() };
}

async function makeTemplate(postgres: PrivatePostgres): Promise<void> {
  const admin = new pg.Client({ connectionString: postgres.url('postgres') });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`);
    const migrated = await openDataSource(postgres.url(TEMPLATE_DATABASE));
    await migrated.destroy(); // nobody may be connected to what is cloned
    await admin.query(`ALTER DATABASE ${TEMPLATE_DATABASE} IS_TEMPLATE true`);
  } finally {
    await admin.end();
  }
}

/** Where the cluster goes, after the folders of killed runs were removed there. */
async function sweptParent(): Promise<string> {
  const parent = realpathSync(hasRoom('/dev/shm') ? '/dev/shm' : tmpdir());
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(NAME))) {
    const directory = join(parent, name);
    try {
      if (Date.now() - statSync(directory).mtimeMs > YOUNG_MS) await discardAbandoned(directory);
    } catch {
      // Another account's, or another run sweeps at the same time: not ours to judge.
    }
  }
  return parent;
}

function hasRoom(path: string): boolean {
  if (process.platform !== 'linux' || !existsSync(path)) return false;
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize > ROOM_IN_MEMORY_BYTES;
}
