import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Sha256 } from '@tidings/vocabulary';
import type { Screen } from '../io.js';
import { Progress } from '../printing/progress.js';
import { refuse } from '../refusal.js';

export interface DigestedFile {
  /** Bytes that were read. */
  readonly size: number;
  readonly sha256: Sha256;
}

/** Size and SHA-256 of a file, read once from disk whatever its size. Errors: those of the file; Refusal when it is no file. */
export async function digestFile(path: string, screen: Screen): Promise<DigestedFile> {
  const found = await stat(path);
  if (!found.isFile()) throw refuse(`${path} is not a file: name the package's file.`);
  const progress = new Progress(screen, 'Reading', found.size);
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      progress.at((size += chunk.length));
    }
  } finally {
    progress.end();
  }
  return { size, sha256: hash.digest('hex') as Sha256 };
}
