import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { refuse } from '../refusal.js';

type Jwk = Readonly<Record<string, unknown>>;

/**
 * A key as it lies in a file, as a JWK: JSON, or PEM as openssl writes it. Which kind it is, update-trust says. `alg`: what a file in PEM cannot
 * say of an RSA key. Errors: Refusal when it is neither; those of the file.
 */
export async function readKeyFile(path: string, alg?: string): Promise<Jwk> {
  const text = await readFile(path, 'utf8');
  const jwk = jwkIn(text) ?? jwkOfPem(text);
  if (jwk) return { ...jwk, ...(alg !== undefined && { alg }) };
  throw refuse(
    `${path} holds no JSON Web Key, and no key in PEM.`,
    'Make one with: tidings publisher key-new --out FILE',
  );
}

function jwkIn(text: string): Jwk | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Jwk) : undefined;
  } catch {
    return undefined;
  }
}

function jwkOfPem(text: string): Jwk | undefined {
  const key = keyIn(() => createPrivateKey(text)) ?? keyIn(() => createPublicKey(text));
  return key && { ...key.export({ format: 'jwk' }) };
}

function keyIn(read: () => KeyObject): KeyObject | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
