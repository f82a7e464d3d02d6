import { DomainError } from '@tidings/vocabulary';

/** Ceph's and MinIO's words for "no room". */
const FULL: readonly unknown[] = ['QuotaExceeded', 'XMinioStorageFull', 'XMinioStorageQuotaExceeded'];
/** A HEAD has no body, so its code is derived from the status. */
const MISSING: readonly unknown[] = ['NoSuchKey', 'NotFound'];

/** What a failed request means to the store: 'store-full' or 'store-away' (facts: bucket, why, and `more`). */
export function s3Error(bucket: string, cause: unknown, more: Readonly<Record<string, unknown>> = {}): DomainError {
  if (cause instanceof DomainError) return cause;
  const { code, message } = cause as { readonly code?: unknown; readonly message?: unknown };
  const why = typeof code === 'string' && code !== '' ? code : String(message);
  return new DomainError(FULL.includes(code) ? 'store-full' : 'store-away', { bucket, why, ...more }, { cause });
}

export const isMissing = (cause: unknown): boolean => MISSING.includes((cause as { readonly code?: unknown }).code);
export const isCode = (cause: unknown, code: string): boolean => (cause as { readonly code?: unknown }).code === code;
