import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '@tidings/vocabulary';
import { checkIssuer } from './check-issuer.js';

const KEY = { kty: 'EC', crv: 'P-256', use: 'sig', x: 'x', y: 'y' };
const AN_HOUR_MS = 3_600_000;

interface Provider {
  readonly issuer: (url: string) => string;
  readonly keys: readonly object[];
  readonly keysStatus?: number;
}

describe('an OpenID provider, at start', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  const serve = async (answer: (url: string) => RequestListener): Promise<string> => {
    server = createServer();
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', answer(url));
    return url;
  };
  const provider = ({ issuer, keys, keysStatus = 200 }: Provider): Promise<string> =>
    serve((url) => (request, response) => {
      if (request.url === '/keys') response.writeHead(keysStatus).end(JSON.stringify({ keys }));
      else response.end(JSON.stringify({ issuer: issuer(url), jwks_uri: `${url}/keys` }));
    });
  const troubleOf = async (issuer: string, nowMs = () => Date.now()): Promise<unknown> =>
    await checkIssuer(issuer, nowMs).then(
      () => 'none',
      (error: unknown) =>
        error instanceof DomainError && error.code === 'identity-provider-not-fit' ? error.facts['trouble'] : error,
    );

  it('is taken when it speaks for itself and shows its keys', async () => {
    expect(await troubleOf(await provider({ issuer: (url) => url, keys: [KEY] }))).toBe('none');
  });

  it.each<[string, Provider, string]>([
    ['it speaks for another issuer', { issuer: (url) => `${url}/`, keys: [KEY] }, 'to the last slash'],
    [
      'it has no key for signing',
      { issuer: (url) => url, keys: [{ ...KEY, use: 'enc' }] },
      'no RSA, EC or Ed25519 key',
    ],
    ['its keys are not to be had', { issuer: (url) => url, keys: [], keysStatus: 403 }, 'answer 403'],
  ])('is refused when %s', async (_, plan, words) => {
    expect(await troubleOf(await provider(plan))).toContain(words);
  });

  it.each<[string, RequestListener, string]>([
    ['is no provider', (_, response) => void response.writeHead(404).end(), 'answers 404'],
    ['says no JSON', (_, response) => void response.end('<html>'), 'no JSON object'],
    [
      'sends us elsewhere',
      (_, response) => void response.writeHead(302, { location: '/' }).end(),
      'unexpected redirect',
    ],
  ])('is refused when what answers there %s', async (_, listener, words) => {
    expect(await troubleOf(await serve(() => listener))).toContain(words);
  });

  it('is refused when nobody is there', async () => {
    const url = await provider({ issuer: (own) => own, keys: [KEY] });
    await new Promise((resolve) => server!.close(resolve));
    expect(await troubleOf(url)).toContain('ECONNREFUSED');
  });

  it('is refused when its clock and ours are further apart than a token allows', async () => {
    const url = await provider({ issuer: (own) => own, keys: [KEY] });
    expect(await troubleOf(url, () => Date.now() + AN_HOUR_MS)).toMatch(/36\d\d s behind/);
  });
});
