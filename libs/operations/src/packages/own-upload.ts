import type { Arrival } from '@tidings/artifact-store';
import type { ReadPool } from '@tidings/postgres';
import { type Actor, DomainError, type UploadId } from '@tidings/vocabulary';
import { oneUpload, type Upload } from '@tidings/views';

/** An upload of the person who began it; anybody else's does not exist for them. Errors: 'not-found'. */
export async function ownUpload(pool: ReadPool, actor: Actor, uploadId: UploadId): Promise<Upload> {
  const upload = await oneUpload(pool, uploadId);
  if (upload?.begunBy !== actor.person) throw new DomainError('not-found', { what: 'upload', id: uploadId });
  return upload;
}

/** Where its bytes wait in the store; undefined before the first one came. */
export const arrivalOf = ({
  sha256,
  size,
  arrival,
}: Pick<Upload, 'sha256' | 'size' | 'arrival'>): Arrival | undefined =>
  arrival === undefined ? undefined : { sha256, size, ref: arrival };
