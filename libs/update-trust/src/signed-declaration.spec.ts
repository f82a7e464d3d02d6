import { createHmac, generateKeyPairSync, type KeyPairKeyObjectResult, sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { instant, sha256Of } from '@tidings/vocabulary';
import { DECLARATION_TYPE, declarationBytes, type PackageDeclaration } from './package-declaration.js';
import { parsePublisherKey } from './publisher-key.js';
import { signDeclaration } from './sign-declaration.js';
import { verifyDeclaration } from './verify-declaration.js';

const DECLARATION: PackageDeclaration = {
  fileName: 'vega-4.2.swu',
  size: 4096,
  sha256: sha256Of('the bytes'),
  name: 'Vega main computer',
  version: '4.2',
  hardwareIds: ['mcu-a'],
  declaredAt: instant(Date.UTC(2026, 10, 21, 8)),
};

const ed = pairOf(generateKeyPairSync('ed25519'));
const stranger = pairOf(generateKeyPairSync('ed25519'));
const ec = pairOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }));
const HEADER = { alg: 'EdDSA', kid: ed.key.kid, typ: DECLARATION_TYPE };

describe('a signed declaration', () => {
  it.each([
    ['Ed25519', ed],
    ['P-256', ec],
  ])('is read with the key that signed it: %s', async (_curve, { key, privateJwk }) => {
    expect(await verifyDeclaration(await signDeclaration(DECLARATION, privateJwk), key)).toEqual(DECLARATION);
  });

  it('says in its header which key and which algorithm, and nothing else', async () => {
    const [header] = (await signDeclaration(DECLARATION, ed.privateJwk)).split('.');
    expect(JSON.parse(Buffer.from(header!, 'base64url').toString())).toEqual(HEADER);
  });

  it.each<[string, string, () => string | Promise<string>]>([
    ['signed by another key', 'other-key-signed', () => signDeclaration(DECLARATION, stranger.privateJwk)],
    ['signed by another key under this name', 'signature-not-valid', () => forged(HEADER, stranger)],
    ['signed by nobody', 'algorithm-not-allowed', () => `${encoded({ ...HEADER, alg: 'none' })}.${payload()}.`],
    [
      'signed by nobody, spelled otherwise',
      'algorithm-not-allowed',
      () => `${encoded({ ...HEADER, alg: 'nOnE' })}.${payload()}.`,
    ],
    ['without a signature', 'signature-not-valid', () => `${encoded(HEADER)}.${payload()}.`],
    ['signed with the public key as a shared secret', 'algorithm-not-allowed', () => hmacForged()],
    [
      'of the other algorithm, signed by a key of it',
      'algorithm-not-allowed',
      () => forged({ ...HEADER, alg: 'ES256' }, ec),
    ],
    ['of an unknown algorithm', 'algorithm-not-allowed', () => forged({ ...HEADER, alg: 'XS1' }, ed)],
    ['of no algorithm', 'algorithm-not-allowed', () => forged({ kid: ed.key.kid, typ: DECLARATION_TYPE }, ed)],
    [
      'of the same algorithm by its newer name',
      'algorithm-not-allowed',
      () => forged({ ...HEADER, alg: 'Ed25519' }, ed),
    ],
    ['without a key id', 'other-key-signed', () => forged({ alg: 'EdDSA', typ: DECLARATION_TYPE }, ed)],
    ['that brings its own key', 'bad-declaration', () => forged({ ...HEADER, jwk: stranger.key.jwk }, stranger)],
    ['that names a place for the key', 'bad-declaration', () => forged({ ...HEADER, jku: 'https://example.org/' }, ed)],
    ['with a critical extension', 'bad-declaration', () => forged({ ...HEADER, crit: ['b64'], b64: false }, ed)],
    ['made for another purpose', 'bad-declaration', () => forged({ ...HEADER, typ: 'JWT' }, ed)],
    ['with a member twice', 'not-canonical', () => forged(HEADER, ed, text().replace('{', '{"fileName":"other.swu",'))],
    ['with spaces', 'not-canonical', () => forged(HEADER, ed, text().replace(':', ': '))],
    ['with a number in another form', 'not-canonical', () => forged(HEADER, ed, text().replace('4096', '4.096e3'))],
    [
      'with members in another order',
      'not-canonical',
      () => forged(HEADER, ed, JSON.stringify(JSON.parse(text()), reversed())),
    ],
    ['with a byte order mark', 'bad-declaration', () => forged(HEADER, ed, `\ufeff${text()}`)],
    ['of something else', 'bad-declaration', () => forged(HEADER, ed, '{"sub":"me"}')],
    ['of a path', 'bad-declaration', () => forged(HEADER, ed, text().replace('vega-4.2.swu', '../vega.swu'))],
    ['of no JSON', 'bad-declaration', () => forged(HEADER, ed, '<xml/>')],
    ['in two parts', 'bad-declaration', () => `${encoded(HEADER)}.${payload()}`],
    ['with a header that is no object', 'bad-declaration', () => `${encoded(['EdDSA'])}.${payload()}.`],
    ['that is nothing', 'bad-declaration', () => ''],
    ['of a megabyte', 'bad-declaration', () => 'a'.repeat(1 << 20)],
  ])('is refused when it is one %s: %s', async (_what, code, make) => {
    await expect(verifyDeclaration(await make(), ed.key)).rejects.toMatchObject({ code });
  });

  it.each([
    ['Ed25519', ed],
    ['P-256', ec],
  ])('is refused with any one character changed: %s', async (_curve, { key, privateJwk }) => {
    const jws = await signDeclaration(DECLARATION, privateJwk);
    const accepted: number[] = [];
    for (let at = 0; at < jws.length; at++) {
      // Every position once, with a neighbour in the alphabet: the smallest change, down to the spare bits at the end of a part.
      const other = jws[at] === 'A' ? 'B' : String.fromCharCode(jws.charCodeAt(at) - 1);
      await verifyDeclaration(jws.slice(0, at) + other + jws.slice(at + 1), key).then(
        () => accepted.push(at),
        () => undefined,
      );
    }
    expect(accepted).toEqual([]);
  });

  it('is not checked with a key whose name on file is another key’s', async () => {
    const jws = await signDeclaration(DECLARATION, ed.privateJwk);
    await expect(verifyDeclaration(jws, { kid: ed.key.kid, jwk: stranger.key.jwk })).rejects.toMatchObject({
      code: 'bad-public-key',
    });
  });
});

describe('signing', () => {
  it.each<[string, unknown]>([
    ['a public key', ed.key.jwk],
    ['nothing', undefined],
    [
      'an RSA key that does not say its algorithm',
      generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
    ],
    ['two halves of different Ed25519 keys', { ...ed.privateJwk, x: stranger.privateJwk.x }],
    ['two halves of different P-256 keys', { ...ec.privateJwk, d: stranger.privateJwk.d }],
  ])('is refused with %s', async (_what, privateJwk) => {
    await expect(signDeclaration(DECLARATION, privateJwk)).rejects.toMatchObject({ code: 'bad-private-key' });
  });

  it('is refused for what would be refused on arrival', async () => {
    await expect(signDeclaration({ ...DECLARATION, fileName: '../x' }, ed.privateJwk)).rejects.toMatchObject({
      code: 'bad-declaration',
    });
  });
});

type Pair = ReturnType<typeof pairOf>;

function pairOf(pair: KeyPairKeyObjectResult) {
  const privateJwk = pair.privateKey.export({ format: 'jwk' });
  return { key: parsePublisherKey(pair.publicKey.export({ format: 'jwk' })), privateJwk, privateKey: pair.privateKey };
}

/** What an attacker with a key of his own can send: any header, any payload, a good signature over both. */
function forged(header: object, by: Pair, payloadText = text()): string {
  const signed = `${encoded(header)}.${Buffer.from(payloadText).toString('base64url')}`;
  const algorithm = by.key.alg === 'EdDSA' ? null : 'sha256';
  const signature = sign(algorithm, Buffer.from(signed), { key: by.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

function hmacForged(): string {
  const signed = `${encoded({ ...HEADER, alg: 'HS256' })}.${payload()}`;
  return `${signed}.${createHmac('sha256', Buffer.from((ed.key.jwk as { readonly x: string }).x, 'base64url'))
    .update(signed)
    .digest('base64url')}`;
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const text = (): string => declarationBytes(DECLARATION).toString();
const payload = (): string => declarationBytes(DECLARATION).toString('base64url');
const reversed = (): string[] => Object.keys(JSON.parse(text()) as object).reverse();
