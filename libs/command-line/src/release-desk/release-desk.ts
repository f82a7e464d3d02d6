import createClient, { type Client } from 'openapi-fetch';
import { Refusal, refuse } from '../refusal.js';
import type { paths } from './openapi.js';
import { isProblem, problemSentences } from './problem-sentences.js';

/** The release desk's API: every path, request and answer as its OpenAPI document says. */
export type ReleaseDesk = Client<paths, 'application/json'>;

export function openReleaseDesk(address: URL, token: string): ReleaseDesk {
  return createClient<paths, 'application/json'>({
    baseUrl: address.href.replace(/\/$/, ''),
    headers: { authorization: `Bearer ${token}` },
    fetch: (request) => asked(request, address),
  });
}

type Outcome<T> =
  | { readonly data: T; readonly error?: never; readonly response: Response }
  | { readonly data?: never; readonly error: unknown; readonly response: Response };

/** The answer of a call. Errors: Refusal with the problem's sentences. */
export async function answered<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  if (isProblem(error)) throw new Refusal(problemSentences(error));
  if (NOT_NOW.has(response.status)) throw notNow(new URL(response.url), response.status);
  throw notTidings(new URL(response.url), `it answers ${response.status}`);
}

async function asked(request: Request, address: URL): Promise<Response> {
  const response = await fetch(request).catch((cause: unknown) => {
    throw noAnswer(address, cause);
  });
  if (response.ok && response.headers.get('content-type')?.includes('json') !== true)
    throw notTidings(address, 'it answers something other than JSON');
  return response;
}

/** Nobody listens, or the connection broke. */
export const noAnswer = (address: URL, cause: unknown): Refusal =>
  new Refusal(
    [
      `Tidings does not answer at ${address.origin}${becauseOf(cause)}.`,
      'Is it running? Start it with: npm start. Or say where it runs with --server URL or TIDINGS_URL.',
    ],
    { cause },
  );

/** A process that is starting or stopping, or a proxy that finds nobody behind it. */
const NOT_NOW: ReadonlySet<number> = new Set([502, 503, 504]);

const notNow = (address: URL, status: number): Refusal =>
  refuse(
    `Tidings at ${address.origin} cannot answer at the moment (${status}): it may be starting or stopping.`,
    'Run this again in a few seconds.',
  );

const notTidings = (address: URL, because: string): Refusal =>
  refuse(
    `What answers at ${address.origin} is not a Tidings release desk: ${because}.`,
    'Check --server and TIDINGS_URL, and the proxy in between if there is one.',
  );

/** fetch hides the reason one level down, and node:http does not. */
function becauseOf(error: unknown): string {
  const { code, cause } = error as { readonly code?: string; readonly cause?: { readonly code?: string } };
  const reason = code ?? cause?.code;
  // An abort has a number for a code.
  return typeof reason !== 'string' ? '' : ` (${REASONS[reason] ?? reason})`;
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no host of that name',
  ECONNRESET: 'the connection broke',
  EPIPE: 'the connection broke',
  UND_ERR_SOCKET: 'the connection broke',
};
