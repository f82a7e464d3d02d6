import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { parsePublisherKey, type PublisherKey } from '@tidings/update-trust';

/** Makes an Ed25519 key pair and writes its private JWK, readable by its owner only. Never over a file that is there. */
export async function newKeyFile(path: string): Promise<PublisherKey> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = parsePublisherKey(publicKey.export({ format: 'jwk' }));
  const jwk = { ...privateKey.export({ format: 'jwk' }), alg: key.alg, use: 'sig', kid: key.kid };
  await writeFile(path, `${JSON.stringify(jwk, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}
