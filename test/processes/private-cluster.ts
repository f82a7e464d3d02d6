import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** Pids of the PostgreSQL processes that work in this data directory; Linux only, elsewhere none are seen. */
export function postgresPids(dataDirectory: string): readonly number[] {
  const pgdata = join(dataDirectory, 'postgres', 'pgdata');
  if (process.platform !== 'linux' || !existsSync(pgdata)) return [];
  const home = realpathSync(pgdata);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => folderOf(pid) === home);
}

/** A zombie has no folder: it counts as gone. */
function folderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** The postmaster of this data directory, as its own file says (line 1). */
export function postmasterPid(dataDirectory: string): number | undefined {
  const [pid] = postmasterLines(dataDirectory);
  return pid === undefined ? undefined : Number(pid);
}

/** The URL of the private database that a running process keeps in this data directory. */
export function privateDatabaseUrl(dataDirectory: string): string {
  const password = readFileSync(join(dataDirectory, 'postgres', 'password'), 'utf8').trim();
  // postmaster.pid, line 5: the first socket folder.
  const sockets = postmasterLines(dataDirectory)[4];
  if (sockets === undefined) throw new Error(`no PostgreSQL runs in ${dataDirectory}`);
  const bytes = Buffer.from(password, 'base64url').toString('base64url');
  return `postgres://tidings:${bytes}@localhost/tidings?host=${encodeURIComponent(sockets)}&port=5432&sslmode=disable`;
}

function postmasterLines(dataDirectory: string): readonly string[] {
  const file = join(dataDirectory, 'postgres', 'pgdata', 'postmaster.pid');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}
