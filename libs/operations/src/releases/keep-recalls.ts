import { ReadPool } from '@tidings/postgres';
import { Records } from '@tidings/records';
import { Clock, dateOf, type RecallId, versionKey } from '@tidings/vocabulary';
import { recalls } from '@tidings/views';
import { Injectable } from '@nestjs/common';

/** So many vehicles a transaction: within the patience of a statement, whatever the size of the fleet. */
const AT_ONCE = 20_000;

/**
 * Marks whoever has a recalled release: by its own word, by a filed fact, or by the verdict of an attempt, however late it comes. A mark is
 * never taken back: a vehicle that was mended is counted as mended.
 */
@Injectable()
export class KeepRecalls {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    for (const { recallId, version } of await recalls(this.pool)) await this.mark(recallId, version);
  }

  /** Returns how many vehicles were marked anew. */
  async mark(recallId: RecallId, version: string): Promise<number> {
    for (let marked = 0; ;) {
      const count = await this.markSome(recallId, versionKey(version));
      marked += count;
      if (count < AT_ONCE) return marked;
    }
  }

  private markSome(recallId: RecallId, key: string): Promise<number> {
    return this.records.write(async (tx) => {
      const rows = await tx.rows.query<readonly unknown[]>(MARK, [recallId, dateOf(this.clock.now()), key]);
      return rows.length;
    });
  }
}

// Hardware tells apart two releases of one version. What a vehicle installed counts also after it has gone on to something else.
const MARK = `
INSERT INTO recall_vehicle (recall_id, vehicle_id, affected_since)
SELECT c.id, v.id, $2
  FROM recall c JOIN release e ON e.id = c.release_id JOIN vehicle v ON
       (v.is_software_known AND v.software_version_key = $3::text
        AND coalesce(v.reported->>'hardwareId', v.hardware_id) = ANY(ARRAY(
            SELECT unnest(p.hardware_ids) FROM package p WHERE p.id = ANY(e.package_ids))))
       OR EXISTS (SELECT FROM attempt a WHERE a.release_id = e.id AND a.vehicle_id = v.id AND a.state = 'installed')
 WHERE c.id = $1 AND NOT EXISTS (SELECT FROM recall_vehicle m WHERE m.recall_id = c.id AND m.vehicle_id = v.id)
 LIMIT ${AT_ONCE}
ON CONFLICT DO NOTHING RETURNING vehicle_id`;
