import { parsePublisherKey, publicMembersOf, type PublisherKey } from '@tidings/update-trust';

/**
 * The public key of a file that holds either half. The private members stay here: a release desk must never see them.
 * Errors: 'bad-public-key'.
 */
export const publicHalfOf = (jwk: Readonly<Record<string, unknown>>): PublisherKey =>
  parsePublisherKey(publicMembersOf(jwk));
