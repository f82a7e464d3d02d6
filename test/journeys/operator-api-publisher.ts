import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { signDeclaration } from '@tidings/update-trust';
import { sha256Of } from '@tidings/vocabulary';
import type { Desk, PersonName } from './operator-api-desk.js';

/** A publisher with a key pair of its own, and a file to sign. */
export interface Publisher {
  readonly publicJwk: Record<string, unknown>;
  readonly sign: (file: Uint8Array, declared?: Partial<Declared>) => Promise<string>;
}

export interface Declared {
  readonly name: string;
  readonly version: string;
  readonly fileName: string;
  readonly hardwareIds: readonly string[];
}

export function aPublisher(): Publisher {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicJwk: { ...publicKey.export({ format: 'jwk' }) },
    sign: (file, declared = {}) =>
      signDeclaration(
        {
          name: 'vega-system',
          version: '4.2.0',
          fileName: 'vega-4.2.swu',
          hardwareIds: ['cccu-2'],
          ...declared,
          size: file.length,
          sha256: sha256Of(file),
        },
        privateKey.export({ format: 'jwk' }),
      ),
  };
}

export const aFile = (size = 100_000): Buffer => randomBytes(size);

/** Brings a package in through its three verbs, as a person, from a publisher whose key is registered. Returns its id. */
export async function pushPackage(
  desk: Desk,
  as: PersonName,
  publisher: Publisher,
  declared: Partial<Declared> = {},
  file: Buffer = aFile(),
): Promise<string> {
  const begun = await desk.post(as, '/api/uploads', { declaration: await publisher.sign(file, declared) });
  const upload = `/api/uploads/${begun.body['uploadId'] as string}`;
  await desk.sendBytes(as, upload, file);
  const { body } = await desk.post(as, `${upload}/finish`);
  return body['id'] as string;
}
