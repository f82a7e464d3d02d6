import type { Instant, ReleaseId } from '@tidings/vocabulary';

/** What the owner of a vehicle decided about one release; the latest counts. */
export type OwnerDecision = {
  readonly releaseId: ReleaseId;
  /** Hash of the text it is about; another text that says other things needs another decision. */
  readonly edition: string;
  readonly at: Instant;
} & OwnerChoice;

export type OwnerChoice =
  /** Yes, in this span; when it is missed, it does not slide. */
  | { readonly kind: 'accepted'; readonly from: Instant; readonly to: Instant }
  /** Yes, in any night; told a day before. */
  | { readonly kind: 'every-night' }
  | { readonly kind: 'deferred'; readonly until: Instant }
  | { readonly kind: 'declined' };
