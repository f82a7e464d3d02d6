import { DomainError } from '@tidings/vocabulary';

const CLOSED = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR']);
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
// What initdb and postgres print for the same three (LC_ALL=C).
const SAYS_FULL = /No space left on device|Disk quota exceeded|File too large/;

/** Names what the file system refused: 'database-disk-full', 'database-directory-closed', or the error as it came. */
export function directoryTrouble(error: unknown, directory: string): unknown {
  if (error instanceof DomainError) return error;
  const { code = '', signal = '', stderr = '' } = error as { code?: string | number; signal?: string; stderr?: string };
  if (FULL.has(String(code)) || signal === 'SIGXFSZ' || SAYS_FULL.test(stderr))
    return new DomainError('database-disk-full', { directory }, { cause: error });
  if (CLOSED.has(String(code)))
    return new DomainError('database-directory-closed', { directory, reason: code }, { cause: error });
  return error;
}
