import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DirectoryLock } from './directory-lock.js';
import { clearLeftovers } from './leftovers.js';
import { socketFolder } from './socket-folder.js';

/**
 * Removes the throw-away directory (a real path) of a process that died, with whatever still runs in it.
 * False, and nothing happens, while a living process owns it.
 */
export async function discardAbandoned(directory: string): Promise<boolean> {
  if (DirectoryLock.ownerOf(directory)) return false;
  await clearLeftovers({ directory, pgdata: join(directory, 'pgdata') });
  rmSync(socketFolder(directory), { recursive: true, force: true });
  rmSync(directory, { recursive: true, force: true });
  return true;
}
