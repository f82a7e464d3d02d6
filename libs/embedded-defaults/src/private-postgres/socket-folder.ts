import { createHash } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

// sun_path holds 104 bytes on macOS, 108 on Linux, with the closing zero; PostgreSQL adds '/.s.PGSQL.5432.lock' (19).
const LONGEST = 103 - 19;

/**
 * The socket's folder of a data directory: always the same one, so that its URL survives a restart, and short, wherever
 * the data lies. In the temporary folder when every account may enter it, else in /tmp.
 */
export function socketFolder(directory: string): string {
  const name = `tidings-pg-${createHash('sha256').update(directory).digest('hex').slice(0, 16)}`;
  const own = join(realpathSync(tmpdir()), name);
  return own.length <= LONGEST && isOpenToAll(dirname(own)) ? own : join('/tmp', name);
}

function isOpenToAll(path: string): boolean {
  if ((statSync(path).mode & 0o001) === 0) return false;
  return dirname(path) === path || isOpenToAll(dirname(path));
}
