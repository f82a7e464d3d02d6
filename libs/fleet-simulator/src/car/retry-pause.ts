import { type Duration, seconds } from '@tidings/vocabulary';
import type { Chance } from '../fleet/chance.js';

const LONGEST_DOUBLINGS = 5;

/** How long to wait before trying again: 1, 2, 4 ... 32 s, each between half and whole so that cars do not come back in step. */
export class RetryPause {
  private tries = 0;

  constructor(private readonly chance: Chance) {}

  /** A server that names a time is taken at its word. */
  next(retryAfter?: Duration): Duration {
    this.tries += 1;
    const jitter = 0.5 + this.chance.draw(`pause ${this.tries}`) / 2;
    if (retryAfter !== undefined) return (retryAfter + seconds(jitter)) as Duration;
    return seconds(2 ** Math.min(this.tries - 1, LONGEST_DOUBLINGS) * jitter);
  }

  succeeded(): void {
    this.tries = 0;
  }
}
