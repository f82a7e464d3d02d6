import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DemoPerson, openLocalIdentity } from '@tidings/embedded-defaults';
import { type Foundation, openFoundation, openReleaseDesk } from '@tidings/foundation';
import { JsonLog, listen } from '@tidings/http-edge';
import { seconds } from '@tidings/vocabulary';
import { testDatabase } from '../database/test-database.js';

/** The people of these tests. Oda and Omar hold two roles each, so that only the person can be what refuses them. */
const PEOPLE = [
  { sub: 'rita', name: 'Rita, release manager', roles: ['release-manager'] },
  { sub: 'anna', name: 'Anna, author', roles: ['author'] },
  { sub: 'paul', name: 'Paul, approver', roles: ['approver'] },
  { sub: 'sven', name: 'Sven, safety approver', roles: ['safety-approver'] },
  { sub: 'oda', name: 'Oda, release manager and approver', roles: ['release-manager', 'approver'] },
  { sub: 'omar', name: 'Omar, approver and safety approver', roles: ['approver', 'safety-approver', 'author'] },
  { sub: 'vera', name: 'Vera, viewer', roles: ['viewer'] },
  { sub: 'aude', name: 'Aude, auditor', roles: ['auditor'] },
  { sub: 'nobody', name: 'Somebody without a role', roles: [] },
] as const satisfies readonly DemoPerson[];
export type PersonName = (typeof PEOPLE)[number]['sub'];

interface Answer {
  readonly status: number;
  // Tests assert what is in it; a wrong guess fails there.
  readonly body: Record<string, unknown>;
}

/** A release desk as it is in production, on a database, a store and an identity provider of its own. */
export interface Desk {
  readonly foundation: Foundation;
  readonly url: string;
  /** Folder of the artifact store. */
  readonly artifacts: string;
  /** JSON to an address, as a person. */
  readonly post: (as: PersonName, path: string, body?: object) => Promise<Answer>;
  readonly get: (as: PersonName, path: string) => Promise<Answer>;
  /** Bytes to an upload by tus, from an offset on. */
  readonly sendBytes: (as: PersonName, upload: string, bytes: Uint8Array, headers?: object) => Promise<Answer>;
  /** A text of some type, and the text that comes back, whatever type that has. */
  readonly exchange: (
    as: PersonName,
    path: string,
    type: string,
    text: string,
  ) => Promise<{ status: number; text: string }>;
  /** Any request, with whatever authorization. */
  readonly ask: (method: string, path: string, authorization: string | undefined, body?: object) => Promise<Answer>;
  readonly tokenOf: (person: PersonName) => Promise<string>;
  readonly close: () => Promise<void>;
}

const TUS = {
  'tus-resumable': '1.0.0',
  'upload-offset': '0',
  'content-type': 'application/offset+octet-stream',
};

export async function openDesk(): Promise<Desk> {
  const database = await testDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'tidings-desk-'));
  const log = new JsonLog('error');
  const foundation = await openFoundation({
    databaseUrl: database.url,
    artifactStore: { folder: join(directory, 'artifacts') },
    log,
    needsSnapshot: false,
  });
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = await listen((request, response) => handle(request, response), { host: '127.0.0.1', port: 0 });
  const issuer = `${server.url}/sign-in`;
  const identity = await openLocalIdentity({
    issuer,
    directory: join(directory, 'identity'),
    people: PEOPLE,
    clock: foundation.clock,
  });
  const door = await openReleaseDesk(foundation, {
    identity: { issuer, audience: 'tidings', roles: { claim: 'roles' } },
    trustedProxies: [],
  });
  handle = (request, response) =>
    request.url?.startsWith('/sign-in') === true
      ? identity.handler(request, response)
      : door.handler(request, response);

  const tokenOf = (person: PersonName): Promise<string> => identity.mintToken(person, seconds(600));
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${server.url}${path}`, init);
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
  };
  const ask: Desk['ask'] = (method, path, authorization, body) =>
    send(path, {
      method,
      headers: {
        ...(authorization !== undefined && { authorization }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  return {
    foundation,
    url: server.url,
    artifacts: join(directory, 'artifacts'),
    tokenOf,
    ask,
    post: async (as, path, body) => ask('POST', path, `Bearer ${await tokenOf(as)}`, body),
    get: async (as, path) => ask('GET', path, `Bearer ${await tokenOf(as)}`),
    sendBytes: async (as, path, bytes, headers = {}) =>
      send(path, {
        method: 'PATCH',
        headers: { ...TUS, authorization: `Bearer ${await tokenOf(as)}`, ...headers },
        body: bytes as BodyInit,
      }),
    exchange: async (as, path, type, text) => {
      const headers = { authorization: `Bearer ${await tokenOf(as)}`, 'content-type': type };
      const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: text });
      return { status: response.status, text: await response.text() };
    },
    close: async () => {
      await server.close(seconds(1));
      await door.close();
      await foundation.close();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
