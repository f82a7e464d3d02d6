import type { ReadPool } from '@tidings/postgres';
import { type Instant, instantOf, type ReleaseId, type RevisionId, type Sha256 } from '@tidings/vocabulary';
import { mapPage, type Page, type PageOf, pageOf } from '../page.js';

/** A saved text of a release note, and how far its approval is. */
export interface NoteRevision {
  readonly revisionId: RevisionId;
  readonly releaseId: ReleaseId;
  readonly language: string;
  readonly number: number;
  readonly state: 'in-review' | 'live' | 'superseded' | 'withdrawn';
  readonly hash: Sha256;
  readonly previousHash?: Sha256;
  readonly needsSafetyApproval: boolean;
  readonly author: string;
  readonly submittedAt: Instant;
  readonly approvedBy?: string;
  readonly safetyApprovedBy?: string;
  readonly liveAt?: Instant;
  /** Markdown with front matter. */
  readonly source: string;
}

interface Row {
  readonly revisionId: RevisionId;
  readonly releaseId: ReleaseId;
  readonly language: string;
  readonly number: number;
  readonly state: NoteRevision['state'];
  readonly hash: Sha256;
  readonly previousHash: Sha256 | null;
  readonly needsSafetyApproval: boolean;
  readonly author: string;
  readonly submittedAt: Date;
  readonly approvedBy: string | null;
  readonly safetyApprovedBy: string | null;
  readonly liveAt: Date | null;
  readonly source: string;
}

const COLUMNS = `t.id AS "revisionId", t.release_id AS "releaseId", t.language, t.number, t.state, t.hash,
  t.previous_hash AS "previousHash", t.needs_safety_approval AS "needsSafetyApproval", t.author,
  t.submitted_at AS "submittedAt", t.approved_by AS "approvedBy", t.safety_approved_by AS "safetyApprovedBy",
  t.live_at AS "liveAt", t.source`;

/** Every revision, or those of one release, newest first. */
export async function noteRevisions(
  pool: ReadPool,
  releaseId: ReleaseId | undefined,
  page: PageOf,
): Promise<Page<NoteRevision>> {
  const list = {
    name: 'note-revisions',
    columns: COLUMNS,
    from: 'note_revision t',
    table: 'note_revision',
    at: 'submitted_at',
    id: 'id',
    where: '($3::text IS NULL OR t.release_id = $3)',
    values: [releaseId ?? null],
  };
  return mapPage(await pageOf<Row>(pool, list, page), revisionOf);
}

export async function oneNoteRevision(pool: ReadPool, revisionId: RevisionId): Promise<NoteRevision | undefined> {
  const statement = { name: 'one-note-revision', text: `SELECT ${COLUMNS} FROM note_revision t WHERE t.id = $1` };
  const row = await pool.one<Row>(statement, [revisionId]);
  return row && revisionOf(row);
}

const revisionOf = ({ previousHash, approvedBy, safetyApprovedBy, liveAt, ...row }: Row): NoteRevision => ({
  ...row,
  submittedAt: instantOf(row.submittedAt),
  ...(previousHash !== null && { previousHash }),
  ...(approvedBy !== null && { approvedBy }),
  ...(safetyApprovedBy !== null && { safetyApprovedBy }),
  ...(liveAt !== null && { liveAt: instantOf(liveAt) }),
});
