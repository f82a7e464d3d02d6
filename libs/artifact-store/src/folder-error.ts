import { statfs } from 'node:fs/promises';
import { DomainError } from '@tidings/vocabulary';

/** No space, quota used up, file-size limit of the process (setrlimit): what a person mends by making room. */
const FULL: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** What a failed file operation means to the store: 'store-full' (facts: folder, free bytes) or 'store-away' (folder, cause). */
export async function folderError(folder: string, cause: unknown): Promise<DomainError> {
  if (cause instanceof DomainError) return cause;
  const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
  if (!FULL.includes(why)) return new DomainError('store-away', { folder, why }, { cause });
  const free = await statfs(folder).then(
    ({ bavail, bsize }) => ({ free: bavail * bsize }),
    () => ({}),
  );
  return new DomainError('store-full', { folder, why, ...free }, { cause });
}
