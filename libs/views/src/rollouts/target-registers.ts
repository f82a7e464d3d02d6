import type { ReadPool } from '@tidings/postgres';
import type { RegisterLine } from '@tidings/rollout-engine';
import { type Instant, instantOf, type RolloutId, type Sha256 } from '@tidings/vocabulary';

/** A target register on record; its lines are in the artifact store. */
export interface TargetRegister {
  readonly number: number;
  readonly artifactSha256: Sha256;
  readonly linesSha256: Sha256;
  readonly vehicles: number;
  readonly compatible: number;
  /** Rule -> vehicles. */
  readonly refused: Readonly<Record<string, number>>;
  readonly rule: string;
  readonly asOf: Instant;
  readonly writtenBy: string;
}

/** Newest first. */
export async function targetRegisters(pool: ReadPool, rolloutId: RolloutId): Promise<readonly TargetRegister[]> {
  const rows = await pool.rows<Omit<TargetRegister, 'asOf'> & { readonly asOf: Date }>(
    {
      name: 'target-registers',
      text: `SELECT number, artifact_sha256 AS "artifactSha256", lines_sha256 AS "linesSha256", vehicles, compatible, refused, rule,
                    as_of AS "asOf", written_by AS "writtenBy"
               FROM target_register WHERE rollout_id = $1 ORDER BY number DESC`,
    },
    [rolloutId],
  );
  return rows.map((row) => ({ ...row, asOf: instantOf(row.asOf) }));
}

/** The line of a vehicle that joined or changed after the register, with the attempt it came with. */
export interface LaterLine {
  readonly attemptId: string;
  readonly at: Instant;
  readonly line: RegisterLine;
}

const AT_ONCE = 2_000;

/** A page at a time, by attempt. */
export async function* laterLines(pool: ReadPool, rolloutId: RolloutId): AsyncGenerator<readonly LaterLine[]> {
  for (let last = ''; ;) {
    const page = await pool.rows<Omit<LaterLine, 'at'> & { readonly at: Date }>(
      {
        name: 'later-lines',
        text: `SELECT attempt_id AS "attemptId", written_at AS at, line FROM register_line
                WHERE rollout_id = $1 AND attempt_id > $2 ORDER BY attempt_id LIMIT ${AT_ONCE}`,
      },
      [rolloutId, last],
    );
    if (page.length > 0) yield page.map((row) => ({ ...row, at: instantOf(row.at) }));
    if (page.length < AT_ONCE) return;
    last = page.at(-1)!.attemptId;
  }
}
