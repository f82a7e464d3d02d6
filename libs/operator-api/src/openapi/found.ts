import { DomainError } from '@tidings/vocabulary';

/** What a view found, or 'not-found'. */
export function found<T>(thing: T | undefined, what: string, id: string): T {
  if (thing === undefined) throw new DomainError('not-found', { what, id });
  return thing;
}
