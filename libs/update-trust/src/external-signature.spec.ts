import { constants, createSign, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { sha256Of } from '@tidings/vocabulary';
import fc from 'fast-check';
import { signingInput, withSignature } from './external-signature.js';
import { DECLARATION_TYPE, type PackageDeclaration } from './package-declaration.js';
import { DECLARATION_ALGORITHMS, type DeclarationAlgorithm, parsePublisherKey } from './publisher-key.js';
import { claimedDeclaration, verifyDeclaration } from './verify-declaration.js';

const DECLARATION: PackageDeclaration = {
  ...{ fileName: 'vega-4.2.swu', size: 4096, sha256: sha256Of('the bytes'), name: 'Vega', version: '4.2' },
  hardwareIds: ['mcu-a'],
};

const ed = generateKeyPairSync('ed25519');
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PAIRS = { EdDSA: ed, ES256: ec, RS256: rsa, PS256: rsa } as const;
const keyFor = (alg: DeclarationAlgorithm) =>
  parsePublisherKey({ ...PAIRS[alg].publicKey.export({ format: 'jwk' }), alg });

/** As openssl or an HSM does it, without jose. */
const SIGN: Readonly<Record<DeclarationAlgorithm, (input: string, key: KeyObject) => Buffer>> = {
  EdDSA: (input, key) => sign(null, Buffer.from(input), key),
  ES256: (input, key) => createSign('sha256').update(input).sign({ key, dsaEncoding: 'der' }),
  RS256: (input, key) => sign('sha256', Buffer.from(input), key),
  PS256: (input, key) =>
    sign('sha256', Buffer.from(input), {
      key,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
    }),
};

describe('a declaration signed outside', () => {
  it.each(DECLARATION_ALGORITHMS)('is as good as one signed here: %s', async (alg) => {
    const input = signingInput(DECLARATION, keyFor(alg));
    const jws = withSignature(input, SIGN[alg](input, PAIRS[alg].privateKey));
    expect(await verifyDeclaration(jws, keyFor(alg))).toEqual(DECLARATION);
    expect(claimedDeclaration(jws)).toEqual({ kid: keyFor(alg).kid, declaration: DECLARATION });
  });

  it('takes an ES256 signature in either form, whatever the length of its numbers', async () => {
    const input = signingInput(DECLARATION, keyFor('ES256'));
    // Numbers with leading zeros, and with a first bit that DER pads: both come within some dozens.
    for (let n = 0; n < 40; n++) {
      const raw = sign('sha256', Buffer.from(input), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' });
      const der = SIGN.ES256(input, ec.privateKey);
      for (const each of [raw, der])
        await expect(verifyDeclaration(withSignature(input, each), keyFor('ES256'))).resolves.toEqual(DECLARATION);
    }
  });

  it('is refused, not broken, with whatever bytes for a signature', async () => {
    const input = signingInput(DECLARATION, keyFor('ES256'));
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 80 }), async (bytes) => {
        const outcome = await Promise.resolve()
          .then(() => withSignature(input, bytes))
          .then((jws) => verifyDeclaration(jws, keyFor('ES256')))
          .catch((error: unknown) => (error as { readonly code: string }).code);
        expect(['bad-declaration', 'signature-not-valid']).toContain(outcome);
      }),
      { numRuns: 200 },
    );
  });

  it('is not made of what no declaration says', () => {
    expect(() => signingInput({ ...DECLARATION, fileName: '../x' }, keyFor('EdDSA'))).toThrow(
      expect.objectContaining({ code: 'bad-declaration' }),
    );
    expect(() => withSignature('hello', Buffer.alloc(64))).toThrow(
      expect.objectContaining({ code: 'bad-declaration' }),
    );
  });
});

describe('no algorithm is taken for another', () => {
  const confusions = DECLARATION_ALGORITHMS.flatMap((registered) =>
    DECLARATION_ALGORITHMS.filter((other) => other !== registered).map((other) => [registered, other] as const),
  );

  it.each(confusions)('a key registered for %s does not check %s', async (registered, other) => {
    const key = keyFor(registered);
    const header = Buffer.from(JSON.stringify({ alg: other, kid: key.kid, typ: DECLARATION_TYPE })).toString(
      'base64url',
    );
    const [, payload] = signingInput(DECLARATION, key).split('.');
    const signature = SIGN[other](`${header}.${payload!}`, PAIRS[other].privateKey);
    await expect(verifyDeclaration(withSignature(`${header}.${payload!}`, signature), key)).rejects.toMatchObject({
      code: 'algorithm-not-allowed',
    });
  });

  // The header says what is registered, the signature was made in the other way.
  it.each(confusions)('nor one that says %s and was signed as %s', async (registered, other) => {
    const key = keyFor(registered);
    const input = signingInput(DECLARATION, key);
    const jws = `${input}.${SIGN[other](input, PAIRS[other].privateKey).toString('base64url')}`;
    await expect(verifyDeclaration(jws, key)).rejects.toMatchObject({ code: 'signature-not-valid' });
  });

  it('an RSA key on file without its algorithm checks nothing', async () => {
    const { alg, ...key } = keyFor('PS256');
    const input = signingInput(DECLARATION, { ...key, alg });
    const jws = withSignature(input, SIGN.PS256(input, rsa.privateKey));
    await expect(verifyDeclaration(jws, key)).rejects.toMatchObject({ code: 'bad-public-key' });
  });
});
