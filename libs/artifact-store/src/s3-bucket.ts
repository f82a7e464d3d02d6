import { DomainError } from '@tidings/vocabulary';
import { type Client, S3Error } from 'minio';
import { isCode } from './s3-error.js';
import type { S3Settings } from './s3-settings.js';

/** What is answered of a bucket without lock (by MinIO also of none), by servers without locks, to keys that may not ask. */
const NO_LOCK = ['ObjectLockConfigurationNotFoundError', 'NotImplemented', 'MethodNotAllowed', 'AccessDenied'];

/**
 * Makes the bucket if it is not there, with object lock where the server has it: a lock cannot be added to every server's
 * buckets later. Answers whether its objects can be locked.
 * Errors: the server's own; 'bad-settings' when a lock was asked for and the bucket has none.
 */
export async function openBucket(client: Client, settings: S3Settings): Promise<boolean> {
  const { bucket, protection } = settings;
  const hasLock = (await lockOf(client, bucket)) ?? (await makeBucket(client, settings));
  if (hasLock || protection === undefined || protection === 'none') return hasLock;
  const problem = `S3_OBJECT_LOCK is ${protection.mode}, and bucket ${bucket} was made without object lock: name another bucket, or set S3_OBJECT_LOCK to none`;
  throw new DomainError('bad-settings', { problems: [problem] });
}

async function makeBucket(client: Client, { bucket, region, protection }: S3Settings): Promise<boolean> {
  try {
    await client.makeBucket(bucket, region, { ObjectLocking: protection !== 'none' });
  } catch (cause) {
    if (isCode(cause, 'NotImplemented')) await client.makeBucket(bucket, region);
    // Another process made it first.
    else if (!isCode(cause, 'BucketAlreadyOwnedByYou')) throw cause;
  }
  return (await lockOf(client, bucket)) ?? false;
}

/** undefined: there is no such bucket. */
async function lockOf(client: Client, bucket: string): Promise<boolean | undefined> {
  try {
    // Its types say void (minio 8.0.7).
    const asking = client as unknown as {
      getObjectLockConfig(of: string): Promise<{ readonly objectLockEnabled?: string }>;
    };
    return (await asking.getObjectLockConfig(bucket)).objectLockEnabled === 'Enabled';
  } catch (cause) {
    if (isCode(cause, 'NoSuchBucket')) return undefined;
    if (cause instanceof S3Error && NO_LOCK.some((code) => isCode(cause, code)))
      return (await client.bucketExists(bucket)) ? false : undefined;
    throw cause;
  }
}
