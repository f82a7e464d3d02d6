import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DemoPerson, openLocalIdentity } from '@tidings/embedded-defaults';
import { type Handler, listen } from '@tidings/http-edge';
import { instant, seconds } from '@tidings/vocabulary';

/** The same roles under the same file names as `npm start` writes. */
const PEOPLE = [
  { sub: 'release-manager', name: 'Rita', roles: ['release-manager', 'author'] },
  { sub: 'approver', name: 'Paul', roles: ['approver'] },
  { sub: 'author', name: 'Anna', roles: ['author'] },
  { sub: 'auditor', name: 'Aude', roles: ['auditor'] },
] as const satisfies readonly DemoPerson[];

/** An OpenID provider on a port of its own; tokens of its people lie in `tokens` of the directory. */
export async function openIssuer(dataDirectory: string): Promise<{ issuer: string; close: () => Promise<void> }> {
  const tokens = join(dataDirectory, 'tokens');
  mkdirSync(tokens, { recursive: true });
  let handler: Handler = (_request, response) => void response.writeHead(503).end();
  const listening = await listen((request, response) => handler(request, response), { host: '127.0.0.1', port: 0 });
  const issuer = `${listening.url}/sign-in`;
  const clock = { now: () => instant(Date.now()) };
  const identity = await openLocalIdentity({
    issuer,
    directory: join(dataDirectory, 'identity'),
    people: PEOPLE,
    clock,
  });
  handler = (request, response) => identity.handler(request, response);
  for (const { sub } of PEOPLE)
    writeFileSync(join(tokens, `${sub}.jwt`), await identity.mintToken(sub, seconds(3600)), { mode: 0o600 });
  return { issuer, close: () => listening.close(seconds(1)) };
}
