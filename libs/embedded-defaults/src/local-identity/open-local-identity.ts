import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, type Clock, DomainError, type Duration } from '@tidings/vocabulary';
import { importJWK, SignJWT } from 'jose';
import type { Provider } from 'oidc-provider';
import { secretFile } from '../secret-file.js';
import type { DemoPerson } from './demo-person.js';
import { oidcProvider } from './oidc-provider.js';
import { AUDIENCE, providerSettings } from './provider-settings.js';
import { showPeople, showProblem } from './sign-in-page.js';
import { signingKey } from './signing-key.js';

export interface LocalIdentityOptions {
  /** As in the tokens, without a slash at the end; its path is where the handler is mounted: http://localhost:8080/sign-in */
  readonly issuer: string;
  /** Holds its keys (0600); made when missing. */
  readonly directory: string;
  readonly people: readonly DemoPerson[];
  readonly clock: Clock;
}

export interface LocalIdentity {
  /** Answers every request below the issuer's path; `req.url` is the full one. */
  handler(req: IncomingMessage, res: ServerResponse): void;
  /** An access token as the code flow would give it. Errors: 'not-found' when there is no such person. */
  mintToken(personSub: string, validFor: Duration): Promise<string>;
}

/** The OpenID provider of a laptop: the same protocol and tokens as a real one, with a page of people instead of passwords. */
export async function openLocalIdentity({
  issuer,
  directory,
  people,
  clock,
}: LocalIdentityOptions): Promise<LocalIdentity> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const key = await signingKey(directory);
  const cookieSecret = await secretFile(join(directory, 'cookie-secret'));
  const at = new URL(issuer);
  const pickPath = (uid: string): string => `${at.pathname}${PICK}${uid}`;
  const { Provider, errors } = await oidcProvider();
  const provider = new Provider(
    issuer,
    providerSettings({ issuer: at, signingKey: key, cookieSecret, people, pickPath }),
  );
  const protocol = provider.callback();

  return {
    handler: (req, res) => {
      const path = (req.url ?? '/').slice(at.pathname.length) || '/';
      // Cookies belong to one host name: somebody at 127.0.0.1 is led to localhost.
      if (req.method === 'GET' && req.headers.host !== at.host) {
        res.writeHead(307, { location: `${issuer}${path}` }).end();
      } else if (path.startsWith(PICK)) {
        pick(provider, people, req, res).catch((error: unknown) => {
          if (error instanceof errors.SessionNotFound) showProblem(res, 400, EXPIRED);
          else showProblem(res, 500, 'The sign-in page failed. Try again; if it fails again, restart Tidings.');
        });
      } else {
        // The provider learns from the difference of the two where it is mounted.
        Object.assign(req, { originalUrl: req.url, url: path });
        void protocol(req, res);
      }
    },
    mintToken: async (personSub, validFor) => {
      const person = people.find(({ sub }) => sub === personSub);
      if (!person) throw new DomainError('not-found', { person: personSub });
      const now = clock.now();
      return await new SignJWT({ name: person.name, roles: [...person.roles], client_id: 'tidings-command-line' })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid })
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setSubject(person.sub)
        .setIssuedAt(Math.floor(now / 1000))
        .setExpirationTime(Math.floor(after(now, validFor) / 1000))
        .setJti(randomUUID())
        .sign(await importJWK(key, 'ES256'));
    },
  };
}

const PICK = '/pick/';

/** The page of people, and the answer to it. The provider knows by a cookie which sign-in this is about. */
async function pick(
  provider: Provider,
  people: readonly DemoPerson[],
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  await provider.interactionDetails(req, res);
  if (req.method !== 'POST') {
    showPeople(res, people);
    return;
  }
  const body = await text(req);
  const chosen = people.find(({ sub }) => sub === new URLSearchParams(body).get('person'));
  if (chosen)
    await provider.interactionFinished(
      req,
      res,
      { login: { accountId: chosen.sub } },
      { mergeWithLastSubmission: false },
    );
  else showProblem(res, 400, 'There is no such person in this demo.');
}

const EXPIRED =
  'This sign-in has expired or was begun in another browser. Go back to where you came from and try again.';
