import { DomainError, type Sha256 } from '@tidings/vocabulary';
import type { BucketItem, Client } from 'minio';
import { lockedUntil } from './s3-lock.js';

/**
 * Removes every version of an object: where a bucket keeps versions, removing its name only hides it. Also right where it keeps none.
 * Errors: 'artifact-protected' (facts: sha256, until) for the first version that is locked; versions without a lock are gone then.
 */
export async function removeVersions(client: Client, bucket: string, key: string, sha256: Sha256): Promise<void> {
  let locked: { readonly versionId: string; readonly cause: unknown } | undefined;
  for (const versionId of await versionsOf(client, bucket, key)) {
    await client.removeObject(bucket, key, { versionId }).catch((cause: unknown) => {
      locked = { versionId, cause };
    });
  }
  if (!locked) return;
  const until = await lockedUntil(client, { bucket, key, versionId: locked.versionId });
  // Its own words: servers disagree on the code for a locked version.
  if (until === undefined) throw locked.cause;
  throw new DomainError('artifact-protected', { sha256, until }, { cause: locked.cause });
}

/** With those of its removals. */
async function versionsOf(client: Client, bucket: string, key: string): Promise<readonly string[]> {
  const versions: string[] = [];
  const items = client.listObjects(bucket, key, true, { IncludeVersion: true }) as unknown as AsyncIterable<BucketItem>;
  for await (const item of items) {
    const { name, versionId } = item as BucketItem & { readonly versionId?: unknown };
    if (name === key) versions.push(String(versionId));
  }
  return versions;
}
