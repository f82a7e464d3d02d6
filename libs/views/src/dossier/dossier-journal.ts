import type { ReadPool } from '@tidings/postgres';
import type { ReleaseId, RolloutId, Sha256 } from '@tidings/vocabulary';

/** An entry with its place in the chain; block null: not sealed yet. */
export interface DossierEntry {
  readonly sha256: Sha256;
  readonly block: number | null;
  /** What was hashed: canonical JSON. */
  readonly bytes: Buffer;
}

/** A block as its hash was made: the hashes of all its entries, whomever they are about. */
export interface DossierBlock {
  readonly number: number;
  readonly previousHash: Sha256;
  readonly hash: Sha256;
  readonly entries: readonly Sha256[];
}

const BLOCKS_AT_ONCE = 50;

/** Every entry about the rollout, its release, and the release's packages and notes, in the order in which they were written. */
export const dossierEntries = (
  pool: ReadPool,
  { rolloutId, releaseId }: { readonly rolloutId: RolloutId; readonly releaseId: ReleaseId },
): Promise<readonly DossierEntry[]> =>
  pool.rows<DossierEntry>(
    {
      name: 'dossier-entries',
      text: `SELECT j.sha256, j.block_number AS block, j.bytes FROM journal_entry j
              WHERE j.subject = ANY(ARRAY[$1, $2] || ARRAY(SELECT unnest(e.package_ids) FROM release e WHERE e.id = $2)
                                                  || ARRAY(SELECT n.id FROM note_revision n WHERE n.release_id = $2))
              ORDER BY j.written_in, j.id`,
    },
    [rolloutId, releaseId],
  );

/** The blocks from that number on, to the newest: with them an entry is proven up to a hash that others may have kept. */
export async function* blocksFrom(pool: ReadPool, first: number): AsyncGenerator<DossierBlock> {
  for (let from = first; ;) {
    const page = await pool.rows<DossierBlock>(
      {
        name: 'dossier-blocks',
        text: `SELECT b.number, b.previous_hash AS "previousHash", b.hash,
                      ARRAY(SELECT j.sha256 FROM journal_entry j WHERE j.block_number = b.number ORDER BY j.place) AS entries
                 FROM journal_block b WHERE b.number >= $1 ORDER BY b.number LIMIT ${BLOCKS_AT_ONCE}`,
      },
      [from],
    );
    yield* page;
    if (page.length < BLOCKS_AT_ONCE) return;
    from = page.at(-1)!.number + 1;
  }
}
