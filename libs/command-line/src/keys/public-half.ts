import { parsePublisherKey, type PublisherKey } from '@tidings/update-trust';

/**
 * The public key of a file that holds either half. The private members stay here: a release desk must never see them.
 * Errors: 'bad-public-key'.
 */
export function publicHalfOf(jwk: Readonly<Record<string, unknown>>): PublisherKey {
  return parsePublisherKey(Object.fromEntries(Object.entries(jwk).filter(([member]) => member !== 'd')));
}
