/** A kind of row whose content stands in the journal: every column, whoever adds it, but those that are named here with the reason. */
export interface SealedKind {
  readonly table: string;
  /** Columns of its primary key, in the order of a SealedRow. */
  readonly key: readonly string[];
  /** An entry about an id of this prefix seals the row of that id, unasked. */
  readonly subject?: string;
  /** Column and why it may change without an entry. */
  readonly leavesOut?: Readonly<Record<string, string>>;
}

/**
 * What nobody may change behind the journal's back. A new column is sealed from its first day; where it changes without an entry, `verify` says
 * so, and it belongs into an entry or, with its reason, into `leavesOut`. Empty columns (null) are not part of a content, so that a
 * column added later does not break older seals.
 */
export const SEALED_KINDS = {
  publisher: { table: 'publisher', key: ['id'], subject: 'pub' },
  'publisher key': { table: 'publisher_key', key: ['kid'] },
  artifact: { table: 'artifact', key: ['sha256'] },
  package: { table: 'package', key: ['id'], subject: 'pkg' },
  release: { table: 'release', key: ['id'], subject: 'rel' },
  note: { table: 'note_revision', key: ['id'], subject: 'rev' },
  rollout: {
    table: 'rollout',
    key: ['id'],
    subject: 'rol',
    leavesOut: {
      waits_for: 'what the conductor found missing at its last look, for people: it moves nothing',
      asked_at: 'written with waits_for',
      evaluated_at: 'when the conductor looked last: every second',
      slice_looks: 'looks of the sub-cohort finder that accused nobody',
    },
  },
  'plan version': { table: 'plan_version', key: ['rollout_id', 'number'] },
  'target register': { table: 'target_register', key: ['rollout_id', 'number'] },
} as const satisfies Readonly<Record<string, SealedKind>>;

export type SealedKindName = keyof typeof SEALED_KINDS;

/** One row: its kind, and its key. */
export type SealedRow = readonly [kind: SealedKindName, ...key: (string | number)[]];

export const sealedKind = (name: SealedKindName): SealedKind => SEALED_KINDS[name];

/** The row that an entry about this subject seals, if it is of such a kind. */
export function sealedSubject(subject: string): SealedRow | undefined {
  const prefix = subject.split('_', 1)[0];
  const found = Object.entries<SealedKind>(SEALED_KINDS).find(([, kind]) => kind.subject === prefix);
  return found && [found[0] as SealedKindName, subject];
}
