import type { PrivatePostgres } from '@tidings/embedded-defaults';
import { openDataSource } from '@tidings/records';
import pg from 'pg';

/** Of the vehicle with this number, the first being 1. The same as in VEHICLES. */
export const controllerIdOf = (number: number): string => `ast-vega-${String(number).padStart(8, '0')}`;
export const tokenOf = (number: number): string => `token-of-${controllerIdOf(number)}-in-the-bench`;

// Quiet after one poll: nothing is asked of them. Ids are as long as real ones.
const VEHICLES = `
INSERT INTO vehicle (id, controller_id, token_digest, standing, model, model_year, market, time_zone, hardware_id,
                     software_version, is_software_known, software_since, registered_at, wants_attributes)
SELECT 'veh_' || left(upper(md5(n::text)), 26), c.id,
       encode(sha256(convert_to('token-of-' || c.id || '-in-the-bench', 'UTF8')), 'hex'),
       'active', 'Vega', 2024 + n % 3, (ARRAY['SE', 'FR', 'DE', 'GB'])[1 + n % 4], 'Europe/Stockholm', 'vega-a',
       '7.1', true, now() - interval '30 days', now() - interval '300 days', false
  FROM generate_series(1, $1::int) n, LATERAL (SELECT 'ast-vega-' || lpad(n::text, 8, '0') AS id) c`;

// Three that concern every vehicle and reach none of them yet: a full decision asks all gates of all of them.
const ROLLOUTS = `
WITH brought AS (
  INSERT INTO release (id, name, version, package_ids, state, created_by, created_at)
  SELECT 'rel_' || n, 'Vega ' || n, '8.' || n, '{}', 'available', 'bench', now() FROM generate_series(1, 3) n RETURNING id
), rolling AS (
  INSERT INTO rollout (id, name, release_id, cohort, plan, state, state_at, state_by, author, created_at,
                       stage_index, threshold, cap, stage_opened_at, evaluated_at)
  SELECT replace(id, 'rel', 'rol'), id, id, '{"models": ["Vega"]}', $1, 'running', now(), 'bench', 'bench', now(),
         0, 0, 1000, now(), now()
    FROM brought RETURNING id
)
INSERT INTO rollout_tally (rollout_id) SELECT id FROM rolling`;

const DAY_MS = 86_400_000;
const PLAN = {
  stages: [{ share: 10_000, soak: DAY_MS, minimumAnswers: 100, needsApproval: false }],
  purpose: 'quality',
  priority: 0,
  failureLimit: 100,
  silentAfter: DAY_MS,
  inFlightAtFirst: 100,
  window: { opens: '22:00', closes: '05:00' },
};

/** A database with so many registered vehicles and three running rollouts. */
export class Fleet {
  private constructor(
    readonly url: string,
    readonly size: number,
  ) {}

  /** Makes and fills a database of this name. */
  static async register(postgres: PrivatePostgres, name: string, size: number): Promise<Fleet> {
    await ask(postgres.url('postgres'), `CREATE DATABASE ${name}`);
    const url = postgres.url(name);
    const source = await openDataSource(url);
    await source.destroy();
    await ask(url, VEHICLES, [size]);
    await ask(url, ROLLOUTS, [PLAN]);
    await ask(url, 'VACUUM ANALYZE');
    return new Fleet(url, size);
  }

  /** So many of them, spread evenly. */
  some(count: number): readonly number[] {
    const every = this.size / count;
    return Array.from({ length: count }, (_, place) => 1 + Math.floor(place * every));
  }

  /** Something about these vehicles changes, as after a report: what memory knew of them does not hold any more. */
  async change(numbers: readonly number[]): Promise<void> {
    await ask(this.url, 'UPDATE vehicle SET software_since = now() WHERE controller_id = ANY($1)', [
      numbers.map(controllerIdOf),
    ]);
  }

  /** Keyed reads of vehicles since the database was made. PostgreSQL counts with a delay of up to a second. */
  async keyedReads(): Promise<number> {
    const [row] = await ask<{ count: string }>(
      this.url,
      `SELECT idx_scan AS count FROM pg_stat_user_indexes WHERE indexrelname = 'vehicle_pk'`,
    );
    return Number(row!.count);
  }
}

async function ask<Row>(url: string, text: string, values?: readonly unknown[]): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values && [...values])).rows as Row[];
  } finally {
    await client.end();
  }
}
