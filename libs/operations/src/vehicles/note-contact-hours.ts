import { Records } from '@tidings/records';
import { Clock, dateOf } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';

/** Counts once an hour how many vehicles of each kind were heard in it, by a sample; polls themselves write nothing more. For the conductor. */
@Injectable()
export class NoteContactHours {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /** Runs twice without harm: an hour is counted once. A look belongs to the hour that its last 60 minutes are mostly of. */
  async run(): Promise<void> {
    const now = dateOf(this.clock.now());
    await this.records.write(async (tx) => {
      const [seen] = await tx.rows.query<readonly { readonly is: boolean }[]>(IS_NOTED, [now]);
      if (seen!.is) return;
      await tx.rows.query(NOTE, [now]);
      await tx.rows.query(`DELETE FROM contact_hour WHERE at < $1::timestamptz - interval '57 days'`, [now]);
    });
  }
}

const HOUR = `date_trunc('hour', $1::timestamptz - interval '30 minutes', 'UTC')`;
const IS_NOTED = `SELECT EXISTS (SELECT FROM contact_hour WHERE at = ${HOUR}) AS is`;

// About 50,000 vehicles tell a share within half a per cent; a table that was never counted is taken whole.
const PERCENT = `(SELECT CASE WHEN c.reltuples <= 50000 THEN 100 ELSE 5000000 / c.reltuples END FROM pg_class c WHERE c.oid = 'vehicle_contact'::regclass)`;
const NOTE = `
INSERT INTO contact_hour (at, model, market, vehicles, heard)
SELECT ${HOUR}, v.model, v.market, count(*), count(*) FILTER (WHERE c.last_seen_at > $1::timestamptz - interval '1 hour')
  FROM vehicle_contact c TABLESAMPLE SYSTEM (${PERCENT}) JOIN vehicle v ON v.id = c.vehicle_id
 WHERE v.standing = 'active' AND c.last_seen_at <= $1::timestamptz
 GROUP BY v.model, v.market ON CONFLICT DO NOTHING`;
