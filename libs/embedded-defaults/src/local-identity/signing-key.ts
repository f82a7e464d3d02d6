import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { appearWhole } from '../secret-file.js';

/** The provider's private key (ES256), made at the first call and kept in the directory, mode 0600. */
export async function signingKey(directory: string): Promise<JWK & { readonly kid: string }> {
  const path = join(directory, 'signing-key.json');
  return (await kept(path)) ?? (await make(path));
}

async function kept(path: string): Promise<(JWK & { readonly kid: string }) | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as JWK & { readonly kid: string };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function make(path: string): Promise<JWK & { readonly kid: string }> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  await appearWhole(path, JSON.stringify({ ...jwk, kid, use: 'sig', alg: 'ES256' }));
  return (await kept(path))!; // ours, or that of somebody who was faster
}
