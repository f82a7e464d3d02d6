import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { refuse } from '../refusal.js';

/**
 * A file of fresh target tokens, readable by its owner only and never over one that is there. Each is on disk before its digest
 * travels, so that no car is registered under a token nobody knows; in the end those remain that a new vehicle took.
 */
export class NewTokens {
  private readonly taken = new Set<number>();

  private constructor(
    private readonly path: string,
    private readonly file: WriteStream,
  ) {}

  /** Errors: Refusal when the file exists or cannot be made. */
  static async open(path: string): Promise<NewTokens> {
    const file = createWriteStream(path, { mode: 0o600, flags: 'wx' });
    await once(file, 'open').catch((cause: unknown) => {
      const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
      throw refuse(exists ? `${path} exists and is left as it is: name a new file.` : `${path} cannot be written.`);
    });
    return new NewTokens(path, file);
  }

  make(line: number, controllerId: string): string {
    const token = randomBytes(24).toString('base64url');
    this.file.write(`${line},${controllerId},${token}\n`);
    return token;
  }

  /** New vehicles took the tokens of these lines. */
  keep(lines: readonly number[]): void {
    for (const line of lines) this.taken.add(line);
  }

  /** Leaves 'controllerId,token' of those taken, and says how many. */
  async close(): Promise<number> {
    this.file.end();
    await once(this.file, 'close');
    const draft = `${this.path}.part`;
    await rm(draft, { force: true });
    const kept = createWriteStream(draft, { mode: 0o600, flags: 'wx' });
    kept.write('controllerId,token\n');
    for await (const entry of createInterface({ input: createReadStream(this.path, 'utf8') })) {
      const [line, ...rest] = entry.split(',');
      if (this.taken.has(Number(line)) && !kept.write(`${rest.join(',')}\n`)) await once(kept, 'drain');
    }
    kept.end();
    await once(kept, 'close');
    await rename(draft, this.path);
    return this.taken.size;
  }
}
