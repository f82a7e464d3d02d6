import { Clock, type Duration, type Instant, instant } from '@tidings/vocabulary';

/** A clock that tests move; otherwise it goes like the wall's. */
export class MovableClock extends Clock {
  private ahead = 0;

  now(): Instant {
    return instant(Date.now() + this.ahead);
  }

  pass(length: Duration): void {
    this.ahead += length;
  }
}
