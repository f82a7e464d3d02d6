import type { ReadPool } from '@tidings/postgres';
import type { Sha256 } from '@tidings/vocabulary';
import { REFERRERS } from '../packages/artifact-referrers.js';

/** An artifact and one who needs it. */
export interface ArtifactReference {
  readonly sha256: Sha256;
  readonly by: {
    /** Its key, with spaces between. */
    readonly name: string;
    /** As people find it again. */
    readonly text: string;
  };
}

interface Row {
  readonly sha256: Sha256;
  readonly name: string;
  readonly text: string;
}

const AT_ONCE = 1_000;

// Those whose name a person knows; whoever else refers to one is told by its column. What is on its way in is not needed yet.
const NAMED = ['package.artifact_sha256', 'target_register.artifact_sha256', 'upload.sha256'];
const NEEDED = [
  `SELECT p.artifact_sha256 AS sha256, p.id AS name, 'package ' || p.id || ' (' || p.name || ' ' || p.version || ')' AS text FROM package p`,
  `SELECT g.artifact_sha256, g.rollout_id || ' ' || g.number, 'target register ' || g.rollout_id || ' ' || g.number FROM target_register g`,
  ...Object.entries(REFERRERS)
    .filter(([column]) => !NAMED.includes(column))
    .map(([column, digests]) => `SELECT DISTINCT r.sha256, '${column}', '${column}' FROM (${digests}) AS r (sha256)`),
].join(' UNION ALL ');

/** Every artifact that must be in the store, by digest; one that several need comes once for each. */
export async function* artifactsReferredTo(pool: ReadPool): AsyncGenerator<ArtifactReference> {
  for (let [sha256, name] = ['', '']; ;) {
    const page = await pool.rows<Row>(
      {
        name: 'artifacts-referred-to',
        text: `SELECT * FROM (${NEEDED}) AS needed WHERE (sha256, name) > ($1, $2) ORDER BY sha256, name LIMIT ${AT_ONCE}`,
      },
      [sha256, name],
    );
    for (const row of page) yield { sha256: row.sha256, by: { name: row.name, text: row.text } };
    if (page.length < AT_ONCE) return;
    ({ sha256, name } = page.at(-1)!);
  }
}
