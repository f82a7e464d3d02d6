import { ReadPool } from '@tidings/postgres';
import type { Cohort } from '@tidings/rollout-engine';
import { instant, parseShare, seconds } from '@tidings/vocabulary';
import { cohortPreview, KINDS_SETTINGS, kindsCut, kindsSql } from '@tidings/views';
import type { PrivatePostgres } from '@tidings/embedded-defaults';
import pg from 'pg';
import type { BenchSection, Findings, Ground } from './bench-section.js';
import { Fleet } from './fleet.js';
import { median } from './median.js';
import { postgresCpuSeconds } from './postgres-cpu.js';

/** Four models, nine years, twelve markets, three kinds of hardware, ten versions, as attributes that vehicles reported; one in a hundred is retired. */
const VEHICLES = `
INSERT INTO vehicle (id, controller_id, token_digest, standing, model, model_year, market, time_zone, hardware_id, equipment,
                     software_version, software_version_key, is_software_known, software_since, registered_at, wants_attributes,
                     reported, reported_at)
SELECT 'veh_' || left(upper(md5(n::text)), 26), 'ast-' || lpad(n::text, 8, '0'), md5(n::text) || md5(n::text),
       CASE WHEN n % 100 = 0 THEN 'retired' ELSE 'active' END, (ARRAY['Vega', 'Lyra', 'Altair', 'Deneb'])[1 + n % 4],
       2018 + (n * 7) % 9, (ARRAY['SE', 'FR', 'DE', 'GB', 'NO', 'DK', 'FI', 'IT', 'ES', 'PL', 'NL', 'BE'])[1 + (n / 4 * 31) % 12],
       'Europe/Stockholm', 'cccu-' || 1 + (n * 13) % 3, CASE WHEN n % 2 = 0 THEN '{tow-bar,heat-pump}' ELSE '{heat-pump}' END::text[],
       '7.' || n / 3 % 10, '000000007.' || lpad((n / 3 % 10)::text, 9, '0') || '#', n % 50 <> 1, now() - interval '100 days',
       now() - interval '300 days', false,
       jsonb_build_object('hardwareId', 'cccu-' || 1 + (n * 13) % 3 + CASE WHEN n % 500 = 7 THEN 1 ELSE 0 END, 'modem', 'm' || n % 5),
       now() - (n % 95) * interval '1 day'
  FROM generate_series(1, $1::int) n`;

const COHORTS: Readonly<Record<string, Cohort>> = {
  'every vehicle': {},
  'three models': { models: ['Vega', 'Lyra', 'Altair'] },
  'filter on version, equipment and a reported attribute, in three markets': {
    markets: ['SE', 'DE', 'FR'],
    filter: 'softwareVersion=lt=7.9;(equipment==tow-bar,reported.modem==m1)',
  },
  'two models but for one market, or a filter that few meet': {
    any: [{ models: ['Vega', 'Lyra'], not: { markets: ['PL'] } }, { filter: 'controllerId==ast-*1234' }],
  },
};
const ROUNDS = 5;
const UNDER_MS = 2_000;
const RELEASE = { version: '7.9', minimumVersion: '7.2', hardwareIds: ['cccu-1', 'cccu-2'] };
const SHARES = ['1%', '10%', '100%'].map(parseShare);

export const bench: BenchSection = { heading: 'The preview of a cohort', usesAllCores: true, measure };

async function measure({ options, postgres, say }: Ground): Promise<Findings> {
  const { url } = await Fleet.register(postgres, 'preview', 0);
  say(`registering ${options.fleetSize} vehicles of many kinds`);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const pool = new ReadPool(url, { applicationName: 'bench', statementTimeout: seconds(60) });
  try {
    await client.query(VEHICLES, [options.fleetSize]);
    await client.query('VACUUM ANALYZE');
    const rows: string[] = [];
    const medians: number[] = [];
    for (const [name, cohort] of Object.entries(COHORTS)) {
      const { times, said, cpuSeconds } = await timesOf(postgres, pool, cohort);
      medians.push(median(times));
      rows.push(
        `| ${name} | **${text(median(times))}** (${text(Math.min(...times))} to ${text(Math.max(...times))}) | ${text(cpuSeconds * 1_000)} | ${said} |`,
      );
      say(rows.at(-1)!);
    }
    const slowest = Math.max(...medians);
    return {
      words: `One scan counts in, out and cannot tell, breaks down by model, market, hardware, version and model year, and finds every exclusion with
its samples, for a release and three shares, on a private PostgreSQL with ${thousands(options.fleetSize)} vehicles; from the question to the whole answer in the
process that asks. PostgreSQL reads slices of the table beside each other with the two workers it has by default; its CPU time is that of all of
them. Median of ${ROUNDS} (smallest and largest beside it).

| cohort | time | CPU of PostgreSQL | in, eligible |
|---|---|---|---|
${rows.join('\n')}

The plan of the third:

\`\`\`
${await planOf(pool, client, Object.values(COHORTS)[2]!)}
\`\`\``,
      goals: [
        {
          goal: `cohort preview over ${thousands(options.fleetSize)} vehicles, the slowest of ${medians.length}`,
          measured: text(slowest),
          wanted: 'under 2 s',
          holds: slowest < UNDER_MS,
        },
      ],
    };
  } finally {
    await pool.close();
    await client.end();
  }
}

interface Asked {
  readonly times: readonly number[];
  /** Of PostgreSQL, for one question. */
  readonly cpuSeconds: number;
  readonly said: string;
}

async function timesOf(postgres: PrivatePostgres, pool: ReadPool, cohort: Cohort): Promise<Asked> {
  const times: number[] = [];
  let [said, cpuBefore] = ['', 0];
  // One more, to warm up.
  for (let round = 0; round <= ROUNDS; round++) {
    if (round === 1) cpuBefore = postgresCpuSeconds(postgres);
    const begun = performance.now();
    const preview = await cohortPreview(pool, cohort, { now: instant(Date.now()), release: RELEASE, shares: SHARES });
    if (round > 0) times.push(performance.now() - begun);
    said = `${thousands(preview.in)}, ${thousands(preview.eligible)}`;
  }
  return { times, said, cpuSeconds: (postgresCpuSeconds(postgres) - cpuBefore) / ROUNDS };
}

async function planOf(pool: ReadPool, client: pg.Client, cohort: Cohort): Promise<string> {
  const { text: sql, values } = kindsSql(cohort, { factsSince: instant(Date.now()), ...(await kindsCut(pool)) });
  await client.query(KINDS_SETTINGS.map((setting) => `SET ${setting}`).join('; '));
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, COSTS OFF) ${sql}`, [...values]);
  // The keys of the groups repeat the statement.
  return rows
    .map((row) => row['QUERY PLAN'])
    .filter((line) => !line.includes('Group Key'))
    .join('\n');
}

const text = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;
const thousands = (count: number): string => count.toLocaleString('en-GB');
