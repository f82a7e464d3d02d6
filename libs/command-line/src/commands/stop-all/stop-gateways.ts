import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Io } from '../../io.js';
import { refuse } from '../../refusal.js';

/** What came of one gateway's own address. `trouble` undefined: it has stopped. */
export interface GatewayStop {
  readonly address: string;
  readonly trouble: string | undefined;
}

/** Whoever stops a fleet does not wait longer for one machine. */
const ANSWER_WITHIN_MS = 5_000;

/** Asks every gateway at once; none is left out because another does not answer. Errors: Refusal when there is no key to show. */
export async function stopGateways(
  io: Io,
  addresses: readonly string[],
  { who, why, keyFile }: { readonly who: string; readonly why: string; readonly keyFile: string | undefined },
): Promise<readonly GatewayStop[]> {
  if (addresses.length === 0) return [];
  const key = await keyFrom(io, keyFile);
  return await Promise.all(
    addresses.map(async (address) => ({ address, trouble: await stopOne(address, key, who, why) })),
  );
}

async function stopOne(address: string, key: string, who: string, why: string): Promise<string | undefined> {
  try {
    const answer = await fetch(new URL('/stop-all', address), {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ who, why }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (answer.ok) return undefined;
    const problem = (await answer.json().catch(() => ({}))) as { readonly detail?: string };
    return problem.detail ?? `it answers ${answer.status}`;
  } catch (cause) {
    const { code } = ((cause as Error).cause ?? cause) as NodeJS.ErrnoException;
    return `it does not answer${code === undefined ? '' : ` (${code})`}`;
  }
}

async function keyFrom(io: Io, keyFile: string | undefined): Promise<string> {
  const given = io.env['TIDINGS_STOP_ALL_KEY']?.trim();
  if (keyFile === undefined && given) return given;
  const path = keyFile ?? join(io.dataDirectory, 'stop-all.key');
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch {
    throw refuse(
      `There is no key to show to the gateways: ${path} cannot be read.`,
      "Name one with --key FILE or TIDINGS_STOP_ALL_KEY: it is stop-all.key in each gateway's data directory.",
    );
  }
}
