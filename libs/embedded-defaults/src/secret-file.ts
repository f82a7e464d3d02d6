import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { link, open, readFile, rm } from 'node:fs/promises';

const BYTES = 32;

/**
 * The 32 random bytes kept in a file as base64url text (mode 0600), made at the first call. Two callers at once get the
 * same bytes: the file appears whole or not at all. Errors: the file system's own.
 */
export async function secretFile(path: string): Promise<Buffer> {
  const kept = await read(path);
  if (kept) return kept;
  await appearWhole(path, randomBytes(BYTES).toString('base64url') + '\n');
  return (await read(path))!;
}

/** Puts a private file in place unless one is there already. */
export async function appearWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const file = await open(draft, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
}

async function read(path: string): Promise<Buffer | undefined> {
  try {
    return Buffer.from((await readFile(path, 'utf8')).trim(), 'base64url');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
