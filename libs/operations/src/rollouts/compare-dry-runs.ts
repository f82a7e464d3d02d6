import { ReadPool, withAdvisoryLock } from '@tidings/postgres';
import { DryRunRow, Records, type Tx } from '@tidings/records';
import { Clock, type DryRunId, isoOf } from '@tidings/vocabulary';
import {
  DIFFERENCES_SQL,
  type DryRun,
  type DryRunDifferences,
  dryRunsToCompare,
  oneRollout,
  PLACED_PARTS,
} from '@tidings/views';
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
    if ((await dryRunsToCompare(this.pool)).length === 0) return;
    await withAdvisoryLock(this.pool, 'compare-dry-runs', async () => {
      for (const dryRun of await dryRunsToCompare(this.pool)) await this.compare(dryRun);
    });
  }

  private async compare({ id, rolloutId }: DryRun): Promise<void> {
    const rollout = await oneRollout(this.pool, rolloutId);
    if (!rollout) return;
    const at = this.clock.now();
    const thresholds = await thresholdsOf(this.pool, rollout.facts);
    await this.records.write(async (tx) => {
      await tx.rows.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      // Should the lock be lost, the row is whose it is that compares; the places at the start are seen by nobody else and are gone at the end.
      const mine = await tx.rows.query<readonly unknown[]>(
        'SELECT FROM dry_run WHERE id = $1 AND differences IS NULL FOR UPDATE SKIP LOCKED',
        [id],
      );
      if (mine.length === 0) return;
      await placeVehicles(tx, rollout.facts, thresholds, { dryRunId: id, moment: 'at-start', now: at });
      const moved = await movedIn(tx, id);
      const differences: DryRunDifferences = { at: isoOf(at), moved };
      await tx.rows.update(DryRunRow, { id }, { differences: differences });
      await tx.rows.query(`DELETE FROM dry_run_part WHERE dry_run_id = $1 AND moment = 'at-start'`, [id]);
    });
  }
}

const SAMPLES = 20;

type Moved = DryRunDifferences['moved'][number];

/** Part by part, so that no statement holds a million places against a million others. */
async function movedIn(tx: Tx, dryRunId: DryRunId): Promise<readonly Moved[]> {
  const all = new Map<string, Moved>();
  for (let part = 0; part < PLACED_PARTS; part++)
    for (const moved of await tx.rows.query<readonly Moved[]>(DIFFERENCES_SQL, [dryRunId, part])) {
      const known = all.get(`${moved.was} ${moved.is}`);
      const vehicles = moved.vehicles + (known?.vehicles ?? 0);
      const sample = [...(known?.sample ?? []), ...moved.sample].sort().slice(0, SAMPLES);
      all.set(`${moved.was} ${moved.is}`, { ...moved, vehicles, sample });
    }
  // By stage, those that were or are in none last.
  const place = (stage: number | null): number => stage ?? Number.MAX_SAFE_INTEGER;
  return [...all.values()].sort((a, b) => place(a.was) - place(b.was) || place(a.is) - place(b.is));
}
