import type { Branded } from './branded.js';
import { DomainError } from './domain-error.js';

/** Every id says what it is of: 'veh_...', 'rol_...'. The tail is opaque. */
export type Id<Prefix extends string> = Branded<`${Prefix}_${string}`, Prefix>;

export type VehicleId = Id<'veh'>;
export type PublisherId = Id<'pub'>;
export type UploadId = Id<'upl'>;
export type PackageId = Id<'pkg'>;
export type ReleaseId = Id<'rel'>;
export type NoteId = Id<'not'>;
export type RevisionId = Id<'rev'>;
export type RolloutId = Id<'rol'>;
export type CohortId = Id<'coh'>;
export type VehicleListId = Id<'lst'>;
export type AttemptId = Id<'att'>;
export type DryRunId = Id<'dry'>;
export type OwnerDecisionId = Id<'dec'>;
export type ApiTokenId = Id<'tok'>;
export type SliceHoldId = Id<'hol'>;
export type JournalEntryId = Id<'jou'>;
export type RegisterScanId = Id<'scn'>;
export type RecallId = Id<'rcl'>;
export type StopAllId = Id<'stp'>;

/** Reads an id that came from outside. Errors: 'bad-id' when prefix or tail do not fit. */
export function parseId<Prefix extends string>(prefix: Prefix, text: string): Id<Prefix> {
  if (!new RegExp(`^${prefix}_[0-9A-Za-z]{1,40}$`).test(text)) throw new DomainError('bad-id', { prefix, text });
  return text as Id<Prefix>;
}

/** The one place chance comes from; an adapter fills it, tests count up. */
export abstract class IdSource {
  abstract next<Prefix extends string>(prefix: Prefix): Id<Prefix>;
}
