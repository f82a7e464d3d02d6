import { compareVersions, DomainError } from '@tidings/vocabulary';

/**
 * Negative, 0 or positive as in compareVersions; undefined when a version cannot be read. Vehicles report what they like, and a
 * missing fact is never a match and never an error.
 */
export function versionOrder(a: string, b: string): number | undefined {
  try {
    return compareVersions(a, b);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'bad-version') return undefined;
    throw error;
  }
}
