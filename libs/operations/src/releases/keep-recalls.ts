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
WITH c AS (SELECT c.id, c.release_id, ARRAY(SELECT unnest(p.hardware_ids) FROM release e JOIN package p ON p.id = ANY(e.package_ids)
                                             WHERE e.id = c.release_id) AS hardware
             FROM recall c WHERE c.id = $1),
has AS (SELECT v.id FROM c JOIN vehicle v ON v.is_software_known AND v.software_version_key = $3::text
                                         AND coalesce(v.reported->>'hardwareId', v.hardware_id) = ANY(c.hardware)
        UNION SELECT a.vehicle_id FROM c JOIN attempt a ON a.release_id = c.release_id AND a.state = 'installed')
INSERT INTO recall_vehicle (recall_id, vehicle_id, affected_since)
SELECT c.id, has.id, $2 FROM c, has
 WHERE NOT EXISTS (SELECT FROM recall_vehicle m WHERE m.recall_id = c.id AND m.vehicle_id = has.id)
 LIMIT ${AT_ONCE}
ON CONFLICT DO NOTHING RETURNING vehicle_id`;
