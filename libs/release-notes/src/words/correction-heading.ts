import { parseInstant } from '@tidings/vocabulary';
import type { CorrectionNotice } from '../release-note.js';
import type { PageLanguage } from './page-words.js';
import { words } from './words.js';

/**
 * 'Correction, 22 November, 10:40.' The clock on the wall is the author's: the offset in `at` is a statement, and a reader who
 * compares the page with a message received "at 10:40" must find the same digits. Errors: 'bad-instant'.
 */
export function correctionHeading(language: PageLanguage, { kind, at }: Pick<CorrectionNotice, 'kind' | 'at'>): string {
  const onTheWall = parseInstant(at.replace(/(Z|[+-]\d\d:\d\d)$/, 'Z'));
  return words(language, 'UTC')(`correction.${kind}`, { at: onTheWall });
}
