import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Io } from '../io.js';
import { refuse } from '../refusal.js';
import { notedAddress } from './address.js';

/**
 * What says who asks: TIDINGS_TOKEN, else the token that `npm start` wrote for that demo person. Such a token is read only for the
 * Tidings that wrote it or another on this machine: a stranger's server must not be handed it. Errors: Refusal.
 */
export async function accessTokenFor(io: Io, address: URL, as: string): Promise<string> {
  const given = io.env['TIDINGS_TOKEN']?.trim();
  if (given) return given;
  if (!LOOPBACK.has(address.hostname) && !(await isNoted(io, address)))
    throw refuse(
      `${address.origin} is not the Tidings of this machine, so the tokens of its demo people are not sent there.`,
      'Set TIDINGS_TOKEN to an access token or an API token of that server.',
    );
  const folder = join(io.dataDirectory, 'tokens');
  const names = await namesIn(folder);
  if (names.includes(as)) return (await readFile(join(folder, `${as}.jwt`), 'utf8')).trim();
  if (names.length > 0) throw refuse(`Nobody is signed in as "${as}": choose --as ${names.join(', --as ')}.`);
  throw refuse(
    `Nobody is signed in: there are no tokens in ${folder}.`,
    'Start Tidings with: npm start. Or set TIDINGS_TOKEN to an access token or an API token.',
  );
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

async function isNoted(io: Io, address: URL): Promise<boolean> {
  const noted = await notedAddress(io);
  return noted !== undefined && URL.canParse(noted) && new URL(noted).origin === address.origin;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const files = await readdir(folder);
    return files.flatMap((file) => (file.endsWith('.jwt') ? [file.slice(0, -'.jwt'.length)] : [])).toSorted();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
