import { DomainError } from '@tidings/vocabulary';

/** `at`: the 0-based character of the filter at fault; its length when it ends too early. `says` completes a sentence. */
export const filterError = (filter: string, at: number, says: string): DomainError =>
  new DomainError('filter-not-valid', { filter, at, says });
