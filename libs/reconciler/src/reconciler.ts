import type { Duration } from '@tidings/vocabulary';

/** Runs one idempotent job on a nudge and on a beat, never twice at once; a nudge during a run causes one more run. */
export class Reconciler {
  private running: Promise<void> | undefined;
  private isWanted = false;
  private isStopped = false;
  private timer: NodeJS.Timeout | undefined;

  /** `failed` hears of every failed run; the next beat tries again. */
  constructor(
    private readonly job: () => Promise<void>,
    private readonly beat: Duration,
    private readonly failed: (cause: unknown) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.nudge(), this.beat);
    this.timer.unref();
  }

  /** Settles, never rejects, when a run that began after this call is over. */
  nudge(): Promise<void> {
    if (this.isStopped) return Promise.resolve();
    if (this.running) {
      this.isWanted = true;
      return this.running.then(() => this.running);
    }
    this.running = this.runOnce().finally(() => {
      this.running = undefined;
      if (this.isWanted && !this.isStopped) {
        this.isWanted = false;
        void this.nudge();
      }
    });
    return this.running;
  }

  /** No run begins after this; resolves when the one under way is over. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  private async runOnce(): Promise<void> {
    try {
      await this.job();
    } catch (cause) {
      this.failed(cause);
    }
  }
}
