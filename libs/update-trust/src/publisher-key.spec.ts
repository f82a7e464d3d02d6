import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { calculateJwkThumbprint } from 'jose';
import { parsePublisherKey } from './publisher-key.js';

// RFC 8037, A.2 and A.3.
const RFC_KEY = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const P256 = p256.publicKey.export({ format: 'jwk' });
const rsaPair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsa = rsaPair.publicKey.export({ format: 'jwk' });
const shortRsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
const zeroInFront = Buffer.concat([Buffer.of(0), Buffer.from(rsa.n!, 'base64url')]).toString('base64url');
const ed448 = generateKeyPairSync('ed448').publicKey.export({ format: 'jwk' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' });

describe("a publisher's key", () => {
  it('is called by its thumbprint (the example of RFC 8037)', () => {
    expect(parsePublisherKey(RFC_KEY)).toEqual({
      kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
      alg: 'EdDSA',
      jwk: RFC_KEY,
    });
  });

  it('may be P-256, and is reduced to the members that define it', async () => {
    const key = parsePublisherKey({ ...P256, alg: 'ES256', use: 'sig', kid: 'what the publisher calls it' });
    expect(key).toEqual({ kid: await calculateJwkThumbprint(P256), alg: 'ES256', jwk: P256 });
  });

  it.each(['RS256', 'PS256'])('may be RSA for %s alone', async (alg) => {
    const key = parsePublisherKey({ ...rsa, alg, use: 'sig' });
    expect(key).toEqual({ kid: await calculateJwkThumbprint(rsa), alg, jwk: { kty: 'RSA', n: rsa.n, e: 'AQAB' } });
  });

  it.each([
    ['Ed25519', { ...RFC_KEY, d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A' }],
    ['P-256', p256.privateKey.export({ format: 'jwk' })],
    ['RSA', rsaPair.privateKey.export({ format: 'jwk' })],
    ['RSA, a prime of it alone', { ...rsa, alg: 'PS256', p: 'AQAB' }],
    ['a shared secret', { kty: 'oct', k: 'c2VjcmV0' }],
    ['an empty private member', { ...RFC_KEY, d: '' }],
  ])('is refused with its private half: %s', (_what, jwk) => {
    expect(() => parsePublisherKey(jwk)).toThrow(expect.objectContaining({ code: 'private-key-offered' }));
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', JSON.stringify(RFC_KEY)],
    ['a list', [RFC_KEY]],
    ['RSA that does not say its algorithm', rsa],
    ['RSA for encryption', { ...rsa, alg: 'RSA-OAEP' }],
    ['RSA with a longer hash', { ...rsa, alg: 'RS512' }],
    ['RSA of 1024 bits', { ...shortRsa, alg: 'PS256' }],
    ['RSA of 16384 bits', { ...rsa, alg: 'PS256', n: Buffer.alloc(2048, 255).toString('base64url') }],
    ['RSA with the exponent 3', { ...rsa, alg: 'PS256', e: 'Aw' }],
    ['RSA with a zero in front', { ...rsa, alg: 'PS256', n: zeroInFront }],
    ['RSA with an even modulus', { ...rsa, alg: 'PS256', n: Buffer.alloc(256, 254).toString('base64url') }],
    ['RSA without a modulus', { kty: 'RSA', e: 'AQAB', alg: 'PS256' }],
    ['Ed448', ed448],
    ['P-384', p384],
    ['an unknown kind', { kty: 'none' }],
    ['Ed25519 under the name of EC', { ...RFC_KEY, kty: 'EC' }],
    ['a short coordinate', { ...RFC_KEY, x: RFC_KEY.x.slice(1) }],
    ['a padded coordinate', { ...RFC_KEY, x: `${RFC_KEY.x}=` }],
    ['a coordinate with spare bits set', { ...RFC_KEY, x: `${RFC_KEY.x.slice(0, -1)}p` }],
    ['a coordinate that is a number', { ...RFC_KEY, x: 11 }],
    ['a point off the curve', { ...P256, y: P256.x }],
    ['an algorithm that is not the key’s', { ...RFC_KEY, alg: 'ES256' }],
    ['a symmetric algorithm', { ...P256, alg: 'HS256' }],
    ['a key for encryption', { ...P256, use: 'enc' }],
  ])('is refused when it is %s', (_what, jwk) => {
    expect(() => parsePublisherKey(jwk)).toThrow(expect.objectContaining({ code: 'bad-public-key' }));
  });
});
