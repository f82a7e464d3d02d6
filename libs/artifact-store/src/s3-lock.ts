import { type Instant, instantOf, isoOf } from '@tidings/vocabulary';
import type { Client } from 'minio';
import type { Protection } from './artifact-store.js';
import { isCode } from './s3-error.js';

/** One version of an object. */
export interface S3Version {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
}

/** What Ceph, AWS and MinIO answer about an object without a lock, and in a bucket without any. */
const NOT_LOCKED = ['ObjectLockConfigurationNotFoundError', 'NoSuchObjectLockConfiguration', 'InvalidRequest'];

/** Locks it until then; a lock that lasts longer stays. Errors: the server's own. */
export async function lockVersion(
  client: Client,
  version: S3Version,
  mode: Protection['mode'],
  until: Instant,
): Promise<void> {
  const held = await lockedUntil(client, version);
  if (held !== undefined && held >= until) return;
  const { bucket, key, versionId } = version;
  await client.putObjectRetention(bucket, key, {
    versionId,
    mode: mode === 'compliance' ? 'COMPLIANCE' : 'GOVERNANCE',
    retainUntilDate: isoOf(until),
  });
}

/** undefined: it is not locked, or cannot be. */
export async function lockedUntil(client: Client, { bucket, key, versionId }: S3Version): Promise<Instant | undefined> {
  try {
    const retention = await client.getObjectRetention(bucket, key, { versionId });
    return retention?.retainUntilDate === undefined ? undefined : instantOf(new Date(retention.retainUntilDate));
  } catch (cause) {
    if (NOT_LOCKED.some((code) => isCode(cause, code))) return undefined;
    throw cause;
  }
}
