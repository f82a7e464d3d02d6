import { Records, type Tx } from '@tidings/records';
import { type Actor, Clock, contentHash, dateOf, IdSource } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { type RefusedLine, type VehicleLine, sortLines } from './vehicle-line.js';

interface RegisteredVehicles {
  readonly registered: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedLine[];
}

/** Files what the maker knows of vehicles, many at once. A line that cannot be used is refused with its reason; the others go in. */
@Injectable()
export class RegisterVehicles {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /**
   * Registering again is harmless and changes only what differs. The software version is the maker's word at the start
   * only: what a known vehicle runs, it says itself.
   */
  async run(actor: Actor, lines: readonly VehicleLine[]): Promise<RegisteredVehicles> {
    const { good, refused } = sortLines(lines);
    if (good.length === 0) return { registered: 0, changed: 0, unchanged: 0, refused };
    return await this.records.write(async (tx) => {
      const { registered, changed } = await this.upsert(tx, good);
      if (registered + changed > 0) {
        await tx.journal.append({
          actor,
          act: 'vehicles-registered',
          subject: 'vehicles',
          // The lines themselves are facts of cars that must stay erasable; their digest proves them.
          facts: { registered, changed, lines: contentHash(good) },
        });
        tx.nudges.look('vehicles');
      }
      return { registered, changed, unchanged: good.length - registered - changed, refused };
    });
  }

  private async upsert(
    tx: Tx,
    lines: readonly VehicleLine[],
  ): Promise<{ readonly registered: number; readonly changed: number }> {
    // One order of locks for all batches.
    const rows = lines
      .toSorted((a, b) => (a.controllerId < b.controllerId ? -1 : 1))
      .map((line) => ({ ...line, id: this.ids.next('veh') }));
    const [count] = await tx.rows.query<[{ registered: number; changed: number }]>(UPSERT, [
      JSON.stringify(rows),
      dateOf(this.clock.now()),
    ]);
    return count;
  }
}

// xmax is 0 on a row that this statement inserted, and the updating transaction on one it changed.
const UPSERT = `
WITH written AS (
  INSERT INTO vehicle AS v (id, controller_id, token_digest, standing, model, model_year, market, time_zone, hardware_id,
                            equipment, software_version, software_version_key, is_software_known, software_since, registered_at)
  SELECT n.id, n."controllerId", n."tokenDigest", n.standing, n.model, n."modelYear", n.market, n."timeZone", n."hardwareId",
         n.equipment, n."softwareVersion", n."softwareVersionKey", n."softwareVersion" IS NOT NULL, $2, $2
    FROM jsonb_to_recordset($1::jsonb) AS n (id text, "controllerId" text, "tokenDigest" text, standing text, model text,
           "modelYear" int, market text, "timeZone" text, "hardwareId" text, equipment text[], "softwareVersion" text,
           "softwareVersionKey" text)
   ORDER BY n."controllerId"
  ON CONFLICT (controller_id) DO UPDATE
     SET (token_digest, standing, model, model_year, market, time_zone, hardware_id, equipment) =
         (excluded.token_digest, excluded.standing, excluded.model, excluded.model_year, excluded.market,
          excluded.time_zone, excluded.hardware_id, excluded.equipment)
   WHERE (v.token_digest, v.standing, v.model, v.model_year, v.market, v.time_zone, v.hardware_id, v.equipment)
         IS DISTINCT FROM
         (excluded.token_digest, excluded.standing, excluded.model, excluded.model_year, excluded.market,
          excluded.time_zone, excluded.hardware_id, excluded.equipment)
  RETURNING v.xmax = 0 AS "isNew"
)
SELECT count(*) FILTER (WHERE "isNew")::int AS registered, count(*) FILTER (WHERE NOT "isNew")::int AS changed FROM written`;
