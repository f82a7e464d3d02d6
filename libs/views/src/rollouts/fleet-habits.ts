import { ASSUMED_HABITS, type FleetHabits, type Habit } from '@tidings/fleet-model';
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
// residual life have the same law). A sample of the pages is enough for deciles.
const CONTACTS = `
SELECT ${habit('contact', '$1::timestamptz - last_seen_at', 'last_seen_at <= $1::timestamptz')}
  FROM vehicle_contact TABLESAMPLE SYSTEM ($2::float8)`;

/** The fleet's own delays at that instant. `vehicles`: about how many there are. */
export async function fleetHabits(pool: ReadPool, at: Date, vehicles: number): Promise<FleetHabits> {
  const percent = Math.min(100, 5_000_000 / Math.max(1, vehicles));
  const [attempts, contacts] = await Promise.all([
    pool.one<Record<'begin' | 'download' | 'install', Measured>>({ text: ATTEMPTS }, [at]),
    pool.one<Record<'contact', Measured>>({ text: CONTACTS }, [at, percent]),
  ]);
  return {
    contact: habitOf(contacts!.contact, ASSUMED_HABITS.contact),
    begin: habitOf(attempts!.begin, ASSUMED_HABITS.begin),
    download: habitOf(attempts!.download, ASSUMED_HABITS.download),
    install: habitOf(attempts!.install, ASSUMED_HABITS.install),
  };
}

interface Measured {
  readonly measured: number;
  readonly deciles: readonly number[] | null;
}

const habitOf = ({ measured, deciles }: Measured, otherwise: Habit): Habit =>
  measured < FEWEST || deciles === null
    ? otherwise
    : { measured, deciles: deciles.map((ms): Duration => milliseconds(Math.max(0, Math.round(ms)))) };
