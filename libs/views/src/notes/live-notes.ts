import type { ReadPool } from '@tidings/postgres';
import type { Purpose, RenderedNote } from '@tidings/release-notes';
import { type Instant, instantOf, type ReleaseId } from '@tidings/vocabulary';

/** What a list of releases tells of one edition. */
export interface EditionInBrief {
  /** BCP 47. */
  readonly language: string;
  readonly name: string;
  readonly headline: string;
  readonly summary: string;
  readonly purpose: Purpose;
}

/** A release that its owners can read about in at least one language. */
export interface PublishedRelease {
  readonly releaseId: ReleaseId;
  /** As in its address, 'asterion-4.2'. */
  readonly slug: string;
  /** When its first edition went live; a correction does not make a release newer. */
  readonly publishedAt: Instant;
  readonly editions: readonly EditionInBrief[];
}

/** A release with every live edition as it was rendered at publication. */
export interface PublishedNotes {
  readonly releaseId: ReleaseId;
  readonly publishedAt: Instant;
  readonly notes: readonly RenderedNote[];
}

const FIRST_LIVE = `(SELECT min(every.live_at) FROM note_revision every WHERE every.release_id = n.release_id)`;
const IS_LIVE = `n.state = 'live' AND n.rendered IS NOT NULL`;

const RELEASES = {
  name: 'published-releases',
  text: `
SELECT n.release_id AS "releaseId", n.rendered->>'release' AS slug, ${FIRST_LIVE} AS "publishedAt",
       jsonb_agg(jsonb_build_object('language', n.language, 'name', n.rendered->'name', 'headline', n.rendered->'headline',
                 'summary', n.rendered->'summary', 'purpose', n.rendered->'purpose') ORDER BY n.language) AS editions
  FROM note_revision n WHERE ${IS_LIVE}
 GROUP BY n.release_id, n.rendered->>'release' ORDER BY "publishedAt" DESC, slug`,
};

const NOTES = {
  name: 'published-notes',
  text: `
SELECT n.release_id AS "releaseId", ${FIRST_LIVE} AS "publishedAt", jsonb_agg(n.rendered ORDER BY n.language) AS notes
  FROM note_revision n WHERE ${IS_LIVE} AND n.rendered->>'release' = $1 GROUP BY n.release_id`,
};

type Row<Published extends { readonly publishedAt: Instant }> = Omit<Published, 'publishedAt'> & { publishedAt: Date };

const told = <Published extends { readonly publishedAt: Instant }>(row: Row<Published>) => ({
  ...row,
  publishedAt: instantOf(row.publishedAt),
});

/** Every release with a live note, newest first. */
export const publishedReleases = async (pool: ReadPool): Promise<readonly PublishedRelease[]> =>
  (await pool.rows<Row<PublishedRelease>>(RELEASES)).map((row) => told<PublishedRelease>(row));

/** The live editions of the release with this slug; undefined when there is none. */
export async function publishedNotes(pool: ReadPool, slug: string): Promise<PublishedNotes | undefined> {
  const row = await pool.one<Row<PublishedNotes>>(NOTES, [slug]);
  return row && told<PublishedNotes>(row);
}
