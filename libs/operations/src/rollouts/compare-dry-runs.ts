import { ReadPool } from '@tidings/postgres';
import { DryRunRow, Records } from '@tidings/records';
import { Clock, isoOf } from '@tidings/vocabulary';
import { DIFFERENCES_SQL, type DryRun, type DryRunDifferences, dryRunsToCompare, oneRollout } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { placeVehicles } from './place-vehicles.js';
import { thresholdsOf } from './thresholds-of.js';

/** Recomputes at the start of a rollout what its dry run told, and keeps what is different. For the conductor. */
@Injectable()
export class CompareDryRuns {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
  ) {}

  /** Runs twice, and twice at once, without harm: one compares, the other finds nothing to do. */
  async run(): Promise<void> {
    for (const dryRun of await dryRunsToCompare(this.pool)) await this.compare(dryRun);
  }

  private async compare({ id, rolloutId }: DryRun): Promise<void> {
    const rollout = await oneRollout(this.pool, rolloutId);
    if (!rollout) return;
    const at = this.clock.now();
    const thresholds = await thresholdsOf(this.pool, rollout.facts);
    await this.records.write(async (tx) => {
      await tx.rows.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      // The row is whose it is that compares; the places at the start are seen by nobody else and are gone at the end.
      const mine = await tx.rows.query<readonly unknown[]>(
        'SELECT FROM dry_run WHERE id = $1 AND differences IS NULL FOR UPDATE SKIP LOCKED',
        [id],
      );
      if (mine.length === 0) return;
      await placeVehicles(tx, rollout.facts, thresholds, { dryRunId: id, moment: 'at-start' });
      const moved = await tx.rows.query<DryRunDifferences['moved']>(DIFFERENCES_SQL, [id]);
      const differences: DryRunDifferences = { at: isoOf(at), moved };
      await tx.rows.update(DryRunRow, { id }, { differences: differences });
      await tx.rows.query(`DELETE FROM dry_run_part WHERE dry_run_id = $1 AND moment = 'at-start'`, [id]);
    });
  }
}
