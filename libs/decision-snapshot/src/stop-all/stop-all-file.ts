import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { instant, readStopAll, type StopAllOrder, stopAllText } from '@tidings/vocabulary';

/** The file that stops all: that it is there is the order, whatever it says. Anybody who may write in the data directory can make it. */
export class StopAllFile {
  constructor(readonly path: string) {}

  /** Undefined: there is none. One that cannot be read stops all as well. Errors: the file system's, where it cannot say whether there is one. */
  async read(): Promise<StopAllOrder | undefined> {
    try {
      const text = await readFile(this.path, 'utf8').catch(unreadable);
      if (text === undefined) return undefined;
      return readStopAll(text, instant((await stat(this.path)).mtimeMs));
    } catch (cause) {
      // Taken away between two looks.
      if (codeOf(cause) === 'ENOENT') return undefined;
      throw cause;
    }
  }

  /** Durable when it settles, and never half written. One that is there already stands. Errors: the file system's own. */
  async write(order: StopAllOrder): Promise<StopAllOrder> {
    const before = await this.read();
    if (before) return before;
    await mkdir(dirname(this.path), { recursive: true, mode: 0o711 });
    const draft = `${this.path}.${process.pid}`;
    const file = await open(draft, 'w', 0o644);
    try {
      await file.writeFile(stopAllText(order));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, this.path);
    return order;
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true, recursive: true });
  }
}

/** It is there, and that counts: a folder of the name, or a file of somebody else's. */
function unreadable(cause: unknown): string | undefined {
  switch (codeOf(cause)) {
    case 'ENOENT':
      return undefined;
    case 'EISDIR':
    case 'EACCES':
    case 'EPERM':
      return 'the file cannot be read';
    default:
      throw cause;
  }
}

const codeOf = (cause: unknown): string | undefined => (cause as NodeJS.ErrnoException).code;
