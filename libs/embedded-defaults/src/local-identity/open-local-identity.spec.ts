import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock, type Instant, instant, minutes } from '@tidings/vocabulary';
import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose';
import { type LocalIdentity, openLocalIdentity } from './open-local-identity.js';

class WallClock extends Clock {
  now(): Instant {
    return instant(Date.now());
  }
}

const PEOPLE = [
  { sub: 'astrid', name: 'Astrid & Co', roles: ['release-manager', 'viewer'] },
  { sub: 'bruno', name: 'Bruno', roles: ['approver'] },
] as const;

describe('the local identity provider', () => {
  let directory: string;
  let server: Server;
  let issuer: string;
  let identity: LocalIdentity;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'tidings-identity-'));
    server = createServer((req, res) => identity.handler(req, res));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://localhost:${(server.address() as AddressInfo).port}/sign-in`;
    identity = await openLocalIdentity({ issuer, directory, people: PEOPLE, clock: new WallClock() });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(directory, { recursive: true });
  });

  const ask = (url: string, init: RequestInit = {}): Promise<Response> => fetch(url, { redirect: 'manual', ...init });
  const discovered = async (): Promise<Record<string, string>> =>
    (await (await ask(`${issuer}/.well-known/openid-configuration`)).json()) as Record<string, string>;
  const verified = async (token: string, audience: string): Promise<JWTPayload> => {
    const keys = createRemoteJWKSet(new URL((await discovered())['jwks_uri']!));
    return (await jwtVerify(token, keys, { issuer, audience })).payload;
  };

  it('is discovered below its path', async () => {
    expect(await discovered()).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
    });
  });

  it('publishes no private key, and keeps its own from other accounts', async () => {
    const { keys } = (await (await ask(`${issuer}/jwks`)).json()) as { keys: Record<string, string>[] };
    expect(keys.map((key) => key['d'])).toEqual([undefined]);
    for (const file of ['signing-key.json', 'cookie-secret'])
      expect(statSync(join(directory, file)).mode & 0o777).toBe(0o600);
  });

  it('mints tokens that its published keys verify', async () => {
    const payload = await verified(await identity.mintToken('bruno', minutes(5)), 'tidings');
    expect(payload).toMatchObject({ sub: 'bruno', name: 'Bruno', roles: ['approver'] });
    expect(payload.exp! - payload.iat!).toBe(300);
  });

  it('mints none for a stranger', async () => {
    await expect(identity.mintToken('nobody', minutes(5))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('signs with the same key after a restart', async () => {
    const again = await openLocalIdentity({ issuer, directory, people: PEOPLE, clock: new WallClock() });
    expect((await verified(await again.mintToken('astrid', minutes(5)), 'tidings')).sub).toBe('astrid');
  });

  it('leads a browser at 127.0.0.1 to localhost, where its cookies are', async () => {
    const answer = await ask(`${issuer.replace('localhost', '127.0.0.1')}/auth?x=1`);
    expect([answer.status, answer.headers.get('location')]).toEqual([307, `${issuer}/auth?x=1`]);
  });

  describe('in a browser', () => {
    const browser = (): ((url: string, init?: RequestInit) => Promise<Response>) => {
      const jar = new Map<string, string>();
      return async (url, init = {}) => {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const answer = await ask(new URL(url, issuer).href, { ...init, headers: { cookie } });
        for (const line of answer.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
          if (value === '') jar.delete(name!);
          else jar.set(name!, value!);
        }
        return answer;
      };
    };
    const redirectUri = (): string => new URL('/console/signed-in', issuer).href;
    const verifier = randomBytes(32).toString('base64url');
    const authorization = (without?: string): string => {
      const wanted = new URLSearchParams({
        client_id: 'tidings-console',
        response_type: 'code',
        scope: 'openid profile',
        redirect_uri: redirectUri(),
        state: 'xyz',
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      });
      if (without) wanted.delete(without);
      return `${issuer}/auth?${wanted}`;
    };
    const redeem = (code: string, codeVerifier: string): Promise<Response> =>
      ask(`${issuer}/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: 'tidings-console',
          redirect_uri: redirectUri(),
          code,
          code_verifier: codeVerifier,
        }),
      });
    const pick = (person: string): RequestInit => ({ method: 'POST', body: new URLSearchParams({ person }) });

    /** Follows a sign-in up to the redirect that carries the code. */
    const codeFor = async (person: string): Promise<URL> => {
      const go = browser();
      const page = (await go(authorization())).headers.get('location')!;
      expect(await (await go(page)).text()).toContain('Astrid &amp; Co<small>release-manager, viewer</small>');
      const resumed = (await go(page, pick(person))).headers.get('location')!;
      return new URL((await go(resumed)).headers.get('location')!);
    };

    it('gives who was picked an access token for Tidings with name and roles', async () => {
      const back = await codeFor('astrid');
      expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([redirectUri(), 'xyz']);
      const answer = await redeem(back.searchParams.get('code')!, verifier);
      const tokens = (await answer.json()) as { access_token: string; id_token: string };
      const person = { sub: 'astrid', name: 'Astrid & Co', roles: ['release-manager', 'viewer'] };
      expect(await verified(tokens.access_token, 'tidings')).toMatchObject(person);
      expect(await verified(tokens.id_token, 'tidings-console')).toMatchObject(person);
    });

    it('gives nothing for a code without the secret that began the sign-in, or a second time', async () => {
      const code = (await codeFor('bruno')).searchParams.get('code')!;
      expect((await redeem(code, randomBytes(32).toString('base64url'))).status).toBe(400);
      const fresh = (await codeFor('bruno')).searchParams.get('code')!;
      expect((await redeem(fresh, verifier)).status).toBe(200);
      expect((await redeem(fresh, verifier)).status).toBe(400);
    });

    it('begins no sign-in without PKCE', async () => {
      const back = new URL((await browser()(authorization('code_challenge'))).headers.get('location')!);
      expect(back.searchParams.get('error')).toBe('invalid_request');
    });

    it('knows nobody but the people of the demo', async () => {
      const go = browser();
      const page = (await go(authorization())).headers.get('location')!;
      expect((await go(page, pick('mallory'))).status).toBe(400);
    });

    it('refuses to go on with a sign-in of another browser', async () => {
      const page = (await browser()(authorization())).headers.get('location')!;
      expect((await browser()(page, pick('astrid'))).status).toBe(400);
    });
  });
});
