import { Clock, type Duration, type Instant, instant, seconds } from '@tidings/vocabulary';
import type { ReadPool } from './read-pool.js';

const NOW = { name: 'clock', text: `SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now` };
// The quickest of a few answers is the one least delayed on its way.
const SAMPLES = 3;

interface Reading {
  /** Database time in milliseconds since 1970. */
  readonly databaseMs: number;
  /** performance.now() at the same moment, as well as we know: half-way between question and answer. */
  readonly monotonicMs: number;
  readonly roundTripMs: number;
}

/**
 * The database's time, so that several processes on several machines agree. Between readings the monotonic clock
 * carries it on, also while the database is away; this machine's wall clock is never asked. It never goes backwards.
 */
export class DatabaseClock extends Clock {
  private last = 0;
  private readonly timer: NodeJS.Timeout;

  private constructor(
    private readonly pool: ReadPool,
    private reading: Reading,
    readEvery: Duration,
  ) {
    super();
    this.timer = setInterval(() => void this.read(), readEvery).unref();
  }

  /** Errors: 'database-away'. */
  static async open(pool: ReadPool, readEvery: Duration = seconds(30)): Promise<DatabaseClock> {
    return new DatabaseClock(pool, await readingOf(pool), readEvery);
  }

  now(): Instant {
    const { databaseMs, monotonicMs } = this.reading;
    this.last = Math.max(this.last, databaseMs + performance.now() - monotonicMs);
    return instant(this.last);
  }

  /** Reads the database's time anew; while that fails, the old reading is carried on. */
  async read(): Promise<void> {
    try {
      this.reading = await readingOf(this.pool);
    } catch {
      // Others report a database that is away.
    }
  }

  close(): void {
    clearInterval(this.timer);
  }
}

async function readingOf(pool: ReadPool): Promise<Reading> {
  const readings: Reading[] = [];
  for (let n = 0; n < SAMPLES; n++) {
    const asked = performance.now();
    const row = await pool.one<{ now: string }>(NOW);
    const roundTripMs = performance.now() - asked;
    readings.push({ databaseMs: Number(row!.now), monotonicMs: asked + roundTripMs / 2, roundTripMs });
  }
  return readings.reduce((best, each) => (each.roundTripMs < best.roundTripMs ? each : best));
}
