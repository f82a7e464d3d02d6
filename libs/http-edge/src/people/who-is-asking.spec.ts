import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  after,
  ApiTokens,
  type ApiTokenOnRecord,
  before,
  Clock,
  type Instant,
  minutes,
  parseInstant,
  seconds,
  type Sha256,
  sha256Of,
} from '@tidings/vocabulary';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { IdentityVerifier } from './identity-verifier.js';
import { WhoIsAsking } from './who-is-asking.js';

const NOW = parseInstant('2027-03-01T08:00:00Z');
const PIPELINE = 'tdg_Zm9yLXRlc3RzLW9ubHktMDEyMzQ1Njc4OQ';

describe('who is asking', () => {
  const clock = new (class extends Clock {
    at: Instant = NOW;
    now = (): Instant => this.at;
  })();
  const tokens = new (class extends ApiTokens {
    readonly onRecord = new Map<Sha256, ApiTokenOnRecord>();
    find = (digest: Sha256): Promise<ApiTokenOnRecord | undefined> => Promise.resolve(this.onRecord.get(digest));
  })();

  let provider: Server;
  let issuer: string;
  let isProviderWell = true;
  let isTheKeyServerWell = true;
  let speaksFor: string | undefined;
  let questions: string[] = [];
  let ours: CryptoKey;
  let strangers: CryptoKey;
  let asking: WhoIsAsking;

  beforeAll(async () => {
    const pair = await generateKeyPair('ES256');
    ours = pair.privateKey;
    strangers = (await generateKeyPair('ES256')).privateKey;
    const keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }];
    provider = createServer((request, response) => {
      questions.push(request.url ?? '');
      const answers = {
        '/.well-known/openid-configuration': { issuer: speaksFor ?? issuer, jwks_uri: `${issuer}/keys` },
        '/keys': { keys },
      };
      const isWell = isProviderWell && (isTheKeyServerWell || request.url !== '/keys');
      response.writeHead(isWell ? 200 : 500, { 'content-type': 'application/json', connection: 'close' });
      response.end(JSON.stringify(answers[request.url as keyof typeof answers]));
    });
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    provider.closeAllConnections();
    provider.close();
  });

  beforeEach(() => {
    clock.at = NOW;
    isProviderWell = true;
    isTheKeyServerWell = true;
    speaksFor = undefined;
    questions = [];
    const people = new IdentityVerifier({ issuer, audience: 'tidings', roles: { claim: 'roles' } }, clock);
    asking = new WhoIsAsking(people, tokens, clock);
  });

  const claims = (more: JWTPayload = {}): JWTPayload => ({
    iss: issuer,
    aud: 'tidings',
    sub: 'ines',
    name: 'Ines Duarte',
    roles: ['release-manager'],
    exp: after(NOW, minutes(10)) / 1000,
    ...more,
  });
  const signed = (payload: JWTPayload, key = ours): Promise<string> =>
    new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: 'k1' }).sign(key);
  const ask = (token: string) => asking.actorFor(`Bearer ${token}`);

  it('is the person an access token speaks of', async () => {
    expect(await ask(await signed(claims()))).toEqual({
      person: 'ines',
      name: 'Ines Duarte',
      roles: ['release-manager'],
      by: 'person',
    });
  });

  it.each([undefined, '', 'Bearer', 'Bearer ', 'Basic aW5lczpwYXNz'])(
    'is nobody with the header %p',
    async (header) => {
      await expect(asking.actorFor(header)).rejects.toMatchObject({ code: 'not-signed-in' });
    },
  );

  it.each<[string, () => Promise<string>]>([
    ['meant for another service', () => signed(claims({ aud: 'coffee-machine' }))],
    ['of another issuer', () => signed(claims({ iss: 'https://elsewhere.example' }))],
    ['that has expired', () => signed(claims({ exp: before(NOW, minutes(1)) / 1000 }))],
    ['that never expires', () => signed({ iss: issuer, aud: 'tidings', sub: 'ines' })],
    ['that is not valid yet', () => signed(claims({ nbf: after(NOW, minutes(5)) / 1000 }))],
    ['without a subject', () => signed({ ...claims(), sub: '' })],
    ["under the conductor's name", () => signed(claims({ sub: 'tidings' }))],
    ['signed by a stranger', () => signed(claims(), strangers)],
    [
      'signed with a shared secret',
      () => new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(Buffer.alloc(32, 7)),
    ],
    [
      'signed with a key nobody knows',
      () => new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', kid: 'k9' }).sign(strangers),
    ],
    ['that is not signed', () => Promise.resolve(`${part({ alg: 'none' })}.${part(claims())}.`)],
    ['that is no token', () => Promise.resolve('swordfish')],
    [
      'changed after signing',
      async () => {
        const [head, , signature] = (await signed(claims())).split('.');
        return `${head}.${part(claims({ roles: ['administrator'] }))}.${signature}`;
      },
    ],
  ])('is nobody with a token %s', async (_which, token) => {
    await expect(ask(await token())).rejects.toMatchObject({ code: 'token-not-valid' });
  });

  it('accepts a token from a server whose clock is a little behind', async () => {
    await expect(ask(await signed(claims({ exp: before(NOW, seconds(20)) / 1000 })))).resolves.toBeDefined();
  });

  it('asks the identity provider once for many tokens', async () => {
    const many = await Promise.all(['ines', 'otto', 'mara'].map((sub) => signed(claims({ sub }))));
    await Promise.all(many.map(ask));
    await ask(many[0]!);
    expect(questions).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  it('cannot be told while the identity provider is away, and can be as soon as it is back', async () => {
    const token = await signed(claims());
    isProviderWell = false;
    await expect(ask(token)).rejects.toMatchObject({ code: 'identity-provider-away', facts: { issuer } });
    isProviderWell = true;
    await expect(ask(token)).resolves.toMatchObject({ person: 'ines' });
  });

  it('goes on being told from the keys in memory while the identity provider is away', async () => {
    await ask(await signed(claims({ sub: 'otto' })));
    isProviderWell = false;
    await expect(ask(await signed(claims()))).resolves.toMatchObject({ person: 'ines' });
  });

  it('cannot be told while the provider answers and its keys do not', async () => {
    isTheKeyServerWell = false;
    await expect(ask(await signed(claims()))).rejects.toMatchObject({ code: 'identity-provider-away' });
  });

  it('cannot be told by a provider that speaks for another issuer', async () => {
    speaksFor = 'https://elsewhere.example';
    await expect(ask(await signed(claims()))).rejects.toMatchObject({ code: 'identity-provider-away' });
  });

  it('cannot be told when nothing listens at the issuer', async () => {
    const people = new IdentityVerifier(
      { issuer: 'http://127.0.0.1:1', audience: 'tidings', roles: { claim: 'roles' } },
      clock,
    );
    await expect(people.personOf(await signed(claims()))).rejects.toMatchObject({ code: 'identity-provider-away' });
  });

  describe('with an API token', () => {
    beforeEach(() => {
      tokens.onRecord.clear();
      tokens.onRecord.set(sha256Of(PIPELINE), {
        issuedBy: 'ines',
        name: 'nightly build',
        roles: ['author'],
        expiresAt: after(NOW, minutes(1)),
      });
    });

    it('is a machine that acts as the person who issued the token', async () => {
      expect(await ask(PIPELINE)).toEqual({ person: 'ines', name: 'nightly build', roles: ['author'], by: 'machine' });
    });

    it('is nobody when the token is not on record', async () => {
      await expect(ask(`${PIPELINE}x`)).rejects.toMatchObject({ code: 'token-not-valid' });
    });

    it('is nobody from the instant at which the token expires', async () => {
      clock.at = after(NOW, minutes(1));
      await expect(ask(PIPELINE)).rejects.toMatchObject({ code: 'token-not-valid' });
    });
  });
});

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
