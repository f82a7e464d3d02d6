/**
 * The time at an S3 server, as its answers tell it: addresses are signed in it, so that a machine whose own clock is wrong
 * does not give out links that are over before they begin. Whole seconds, and never ahead.
 */
export class S3ServerClock {
  private heard = 0;
  private heardAt = 0;

  /** The Date header of an answer. */
  hear(date: string | undefined): void {
    const told = date === undefined ? Number.NaN : Date.parse(date);
    if (Number.isNaN(told)) return;
    this.heard = told;
    this.heardAt = performance.now();
  }

  /** Only after an answer. */
  now(): Date {
    if (this.heard === 0) throw new Error('no answer of the server was heard yet');
    return new Date(this.heard + performance.now() - this.heardAt);
  }
}
