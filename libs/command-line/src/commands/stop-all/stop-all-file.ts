import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { instant, readStopAll, type StopAllOrder, stopAllText } from '@tidings/vocabulary';
import type { Io } from '../../io.js';

/** The file that every gateway with this data directory looks for, four times a second. */
export const stopAllPath = (io: Io): string => join(io.dataDirectory, 'stop-all');

/** Undefined: there is none, or no data directory. */
export async function filedStopAll(io: Io): Promise<StopAllOrder | undefined> {
  const path = stopAllPath(io);
  try {
    return readStopAll(await readFile(path, 'utf8'), instant((await stat(path)).mtimeMs));
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes((cause as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw cause;
  }
}

/** One that is there already stands. False: this machine has no data directory. Errors: the file system's own. */
export async function fileStopAll(io: Io, order: StopAllOrder): Promise<boolean> {
  if (!(await isThere(io.dataDirectory))) return false;
  await mkdir(dirname(stopAllPath(io)), { recursive: true });
  await writeFile(stopAllPath(io), stopAllText(order), { flag: 'wx', mode: 0o644, flush: true }).catch(keepWhatIsThere);
  return true;
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

function keepWhatIsThere(cause: NodeJS.ErrnoException): void {
  if (cause.code !== 'EEXIST') throw cause;
}
