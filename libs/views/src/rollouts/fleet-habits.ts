import { ASSUMED_HABITS, type FleetHabits, type Habit, weekOf } from '@tidings/fleet-model';
import type { ReadPool } from '@tidings/postgres';
import { type Duration, milliseconds } from '@tidings/vocabulary';

/** Fewer are no history: the house's values then, and the answer says so. */
const FEWEST = 30;

const DECILES = 'ARRAY[0, .1, .2, .3, .4, .5, .6, .7, .8, .9, 1]::float8[]';

const habit = (name: string, length: string, among: string): string =>
  `jsonb_build_object('measured', count(*) FILTER (WHERE ${among}), 'deciles',
     to_jsonb(percentile_cont(${DECILES}) WITHIN GROUP (ORDER BY extract(epoch FROM ${length}) * 1000) FILTER (WHERE ${among}))) AS "${name}"`;

// Attempts of the last 90 days, whatever their rollout. Only closed ones tell how long the installation took, and only what came to a verdict.
const ATTEMPTS = `
SELECT ${habit('begin', 'fetched_at - offered_at', 'fetched_at IS NOT NULL')},
       ${habit('download', 'delivered_at - fetched_at', 'delivered_at IS NOT NULL AND fetched_at IS NOT NULL')},
       ${habit('install', 'closed_at - delivered_at', `closed_at > delivered_at AND state IN ('installed', 'healthy', 'rolled-back', 'failed')`)}
  FROM attempt WHERE offered_at > $1::timestamptz - interval '90 days'`;

// How long ago cars were heard last is, at any moment, distributed as how long it takes until they are heard next (renewal theory: age and
// residual life have the same law). A sample of the pages is enough for deciles. Of all, and of each kind that is often enough.
const CONTACTS = `
SELECT v.model, v.market, ${habit('contact', '$1::timestamptz - c.last_seen_at', 'c.last_seen_at <= $1::timestamptz')}
  FROM vehicle_contact c TABLESAMPLE SYSTEM ($2::float8) JOIN vehicle v ON v.id = c.vehicle_id
 GROUP BY GROUPING SETS ((), (v.model, v.market)) HAVING count(*) >= ${FEWEST}
 ORDER BY count(*) DESC LIMIT 100`;

// In which hours of the week how many were heard (note-contact-hours), in UTC.
const HOURS = `
SELECT h.model, h.market, ((extract(isodow FROM h.at AT TIME ZONE 'UTC') - 1) * 24 + extract(hour FROM h.at AT TIME ZONE 'UTC'))::int AS hour,
       sum(h.heard)::float8 / sum(h.vehicles) AS share
  FROM contact_hour h WHERE h.at > $1::timestamptz - interval '56 days' AND h.at <= $1::timestamptz
 GROUP BY GROUPING SETS ((hour), (h.model, h.market, hour)) HAVING sum(h.vehicles) >= ${FEWEST}`;

/** Rows of a sample of vehicles. */
const SAMPLE = 50_000;

/** The fleet's own delays at that instant. `vehicles`: about how many there are. */
export async function fleetHabits(pool: ReadPool, at: Date, vehicles: number): Promise<FleetHabits> {
  const percent = Math.min(100, (100 * SAMPLE) / Math.max(1, vehicles));
  const [attempts, contacts, heard] = await Promise.all([
    pool.one<Record<'begin' | 'download' | 'install', Measured>>({ text: ATTEMPTS }, [at]),
    pool.rows<Kind & { readonly contact: Measured }>({ text: CONTACTS }, [at, percent]),
    pool.rows<Kind & { readonly hour: number; readonly share: number }>({ text: HOURS }, [at]),
  ]);
  const hours = new Map<string, { readonly hour: number; readonly share: number }[]>();
  for (const one of heard) hours.set(keyOf(one), [...(hours.get(keyOf(one)) ?? []), one]);
  const of = (kind: Kind) => {
    const week = weekOf(hours.get(keyOf(kind)) ?? []);
    return week ? { week } : {};
  };
  const all = contacts.find(({ model }) => model === null);
  return {
    contact: all ? habitOf(all.contact, ASSUMED_HABITS.contact) : ASSUMED_HABITS.contact,
    ...of({ model: null, market: null }),
    kinds: contacts.flatMap(({ model, market, contact }) =>
      model === null || market === null || contact.measured < FEWEST
        ? []
        : [{ model, market, contact: habitOf(contact, ASSUMED_HABITS.contact), ...of({ model, market }) }],
    ),
    begin: habitOf(attempts!.begin, ASSUMED_HABITS.begin),
    download: habitOf(attempts!.download, ASSUMED_HABITS.download),
    install: habitOf(attempts!.install, ASSUMED_HABITS.install),
  };
}

/** Null: of all. */
interface Kind {
  readonly model: string | null;
  readonly market: string | null;
}

const keyOf = ({ model, market }: Kind): string => JSON.stringify([model, market]);

interface Measured {
  readonly measured: number;
  readonly deciles: readonly number[] | null;
}

const habitOf = ({ measured, deciles }: Measured, otherwise: Habit): Habit =>
  measured < FEWEST || deciles === null
    ? otherwise
    : { measured, deciles: deciles.map((ms): Duration => milliseconds(Math.max(0, Math.round(ms)))) };
