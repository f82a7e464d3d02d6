import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@tidings/command-line';
import { type DemoPerson, openLocalIdentity } from '@tidings/embedded-defaults';
import {
  type Foundation,
  openFoundation,
  openReleaseDesk,
  openVehicleGateway,
  startConductor,
} from '@tidings/foundation';
import { JsonLog, listen } from '@tidings/http-edge';
import { milliseconds, minutes, seconds } from '@tidings/vocabulary';
import { testDatabase } from '../database/test-database.js';

/** Names of token files, and who is in them. */
const PEOPLE = {
  'release-manager': { sub: 'rita', name: 'Rita', roles: ['release-manager', 'author'] },
  approver: { sub: 'paul', name: 'Paul', roles: ['approver'] },
  both: { sub: 'oda', name: 'Oda', roles: ['release-manager', 'approver'] },
  auditor: { sub: 'aude', name: 'Aude', roles: ['auditor'] },
} as const satisfies Readonly<Record<string, DemoPerson>>;

/** What a shell shows of one command. */
export interface Shown {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Tidings on a real database and port, its data directory as npm start leaves it, and a folder to type in. */
export interface CommandLineHouse {
  readonly url: string;
  readonly folder: string;
  readonly foundation: Foundation;
  /** One line as it is typed behind "tidings"; quotes hold words together. */
  readonly type: (line: string, env?: Readonly<Record<string, string>>) => Promise<Shown>;
  /** The same with --json, which must be done without a word on the other screen. */
  readonly read: <Answer>(line: string) => Promise<Answer>;
  readonly write: (name: string, content: string | Uint8Array) => Promise<void>;
  /** What a vehicle is told: the links of its poll. */
  readonly poll: (controllerId: string, token: string) => Promise<Readonly<Record<string, { readonly href: string }>>>;
  /** It fetches what it is offered and reports that it has begun; answers the status of its report. */
  readonly begin: (controllerId: string, token: string) => Promise<number>;
  readonly close: () => Promise<void>;
}

export async function openCommandLineHouse(): Promise<CommandLineHouse> {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'tidings-typed-'));
  const dataDirectory = join(folder, '.tidings');
  const foundation = await openFoundation({
    databaseUrl: database.url,
    artifactStore: { folder: join(dataDirectory, 'artifacts') },
    log: new JsonLog('error'),
    needsSnapshot: true,
  });
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = await listen((request, response) => handle(request, response), { host: '127.0.0.1', port: 0 });
  const issuer = `${server.url}/sign-in`;
  const directory = join(dataDirectory, 'identity');
  const people = Object.values(PEOPLE);
  const local = await openLocalIdentity({ issuer, directory, people, clock: foundation.clock });
  const identity = { issuer, audience: 'tidings', roles: { claim: 'roles' } };
  const desk = await openReleaseDesk(foundation, { identity, trustedProxies: [] });
  const vehicles = await openVehicleGateway(foundation, {
    dataDirectory,
    tenant: 'DEFAULT',
    pollEvery: minutes(5),
    trustedProxies: [],
  });
  const conductor = await startConductor(foundation, { conductEvery: milliseconds(200) });
  handle = (request, response) => {
    if (request.url?.startsWith('/sign-in') === true) local.handler(request, response);
    else if (request.url?.startsWith('/DEFAULT/') === true) vehicles.handler(request, response);
    else desk.handler(request, response);
  };
  await mkdir(join(dataDirectory, 'tokens'));
  await writeFile(join(dataDirectory, 'server.json'), JSON.stringify({ url: server.url }));
  for (const [name, { sub }] of Object.entries(PEOPLE))
    await writeFile(join(dataDirectory, 'tokens', `${name}.jwt`), await local.mintToken(sub, seconds(600)));

  const type: CommandLineHouse['type'] = async (line, env = {}) => {
    const [out, err]: [string[], string[]] = [[], []];
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
    const screen = (lines: string[]) => ({ write: (text: string) => lines.push(text) });
    const code = await run(words, { out: screen(out), err: screen(err), env, folder, dataDirectory });
    return { code, out: out.join(''), err: err.join('') };
  };
  const poll: CommandLineHouse['poll'] = async (controllerId, token) => {
    const headers = { authorization: `TargetToken ${token}`, accept: 'application/json' };
    const answer = await fetch(`${server.url}/DEFAULT/controller/v1/${controllerId}`, { headers });
    return ((await answer.json()) as { _links?: Record<string, { href: string }> })._links ?? {};
  };
  return {
    url: server.url,
    folder,
    foundation,
    type,
    read: async <Answer>(line: string) => {
      const { code, out, err } = await type(`${line} --json`);
      if (code !== 0 || err !== '') throw new Error(`"${line}" ended with ${code}: ${err}`);
      return JSON.parse(out) as Answer;
    },
    write: (name, content) => writeFile(join(folder, name), content),
    poll,
    begin: async (controllerId, token) => {
      const { deploymentBase } = await poll(controllerId, token);
      const link = new URL(deploymentBase!.href);
      const headers = { authorization: `TargetToken ${token}`, 'content-type': 'application/json' };
      await fetch(link, { headers });
      const id = link.pathname.split('/').at(-1)!;
      const body = JSON.stringify({ id, status: { execution: 'proceeding', result: { finished: 'none' } } });
      return (await fetch(`${link.origin}${link.pathname}/feedback`, { method: 'POST', headers, body })).status;
    },
    close: async () => {
      await server.close(seconds(1));
      for (const door of [conductor, vehicles, desk]) await door.close();
      await foundation.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A note of the demo, as its author wrote it. */
export const demoNote = (language: string): Promise<string> =>
  readFile(new URL(`../../apps/all-in-one/demo/notes/asterion-4.2/${language}.md`, import.meta.url), 'utf8');
