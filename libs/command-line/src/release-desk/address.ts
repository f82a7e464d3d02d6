import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Io } from '../io.js';
import { refuse } from '../refusal.js';

/** Where the release desk answers: --server, else TIDINGS_URL, else what `npm start` noted. Errors: Refusal. */
export async function addressOf(io: Io, server: string | undefined): Promise<URL> {
  const given = server ?? io.env['TIDINGS_URL'] ?? (await notedAddress(io));
  if (given === undefined)
    throw refuse(
      `Tidings has not been started here: there is no ${noteIn(io)}.`,
      'Start it with: npm start. Or say where it runs with --server URL or TIDINGS_URL.',
    );
  const address = URL.canParse(given) ? new URL(given) : undefined;
  if (address?.protocol !== 'http:' && address?.protocol !== 'https:')
    throw refuse(`"${given}" is not the address of a server: write it like http://127.0.0.1:8080.`);
  return address;
}

/** What `npm start` noted when it came up; undefined when it never did. */
export async function notedAddress(io: Io): Promise<string | undefined> {
  try {
    const { url } = JSON.parse(await readFile(noteIn(io), 'utf8')) as { readonly url?: unknown };
    return typeof url === 'string' ? url : undefined;
  } catch {
    // Not there, or half written by a start that was killed: the same to whoever asks.
    return undefined;
  }
}

const noteIn = (io: Io): string => join(io.dataDirectory, 'server.json');
