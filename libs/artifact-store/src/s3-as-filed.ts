import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Sha256 } from '@tidings/vocabulary';
import { type AsFiled, checkSize } from './artifact-store.js';

/** Exactly the version that was filed, where the record knows it. */
export const versionOf = ({ storeVersion }: AsFiled): { readonly versionId?: string } =>
  storeVersion === undefined ? {} : { versionId: storeVersion };

/** The answer says how long the object is, whatever part of it was asked for. */
export function checkSizeOf(bytes: Readable, sha256: Sha256, { size }: AsFiled): void {
  const { headers } = bytes as IncomingMessage;
  const total = headers['content-range']?.split('/')[1] ?? headers['content-length'];
  try {
    checkSize(sha256, size, Number(total));
  } catch (cause) {
    bytes.destroy();
    throw cause;
  }
}
