import type { Answer } from '../wire/connection.js';
import { isVerdict, type Report } from '../wire/report.js';
import type { RetryPause } from './retry-pause.js';

export interface OutboxDoors {
  readonly post: (report: Report) => Promise<Answer | undefined>;
  readonly wait: (pause: ReturnType<RetryPause['next']>) => Promise<void>;
  readonly acknowledged: (report: Report) => Promise<void>;
  /** The server will never take it: 410 for a verdict, any 4xx that is not about us or its load for the rest. */
  readonly refused: (report: Report) => void;
  /** Runs beside the car's other threads. */
  readonly live: (life: Promise<void>) => void;
}

/** 401 and 403 are about the door, 408 and 429 about its load: they pass. */
const MAY_PASS: readonly number[] = [401, 403, 408, 429];

/** A car's reports in the order in which they happened, each sent again with the same key until it is answered with exactly 200. */
export class ReportOutbox {
  private readonly waiting: Report[] = [];
  private isSending = false;

  constructor(
    private readonly doors: OutboxDoors,
    private readonly pause: RetryPause,
  ) {}

  get unacknowledged(): readonly Report[] {
    return [...this.waiting];
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  add(report: Report): void {
    this.waiting.push(report);
    if (this.isSending) return;
    this.isSending = true;
    this.doors.live(this.sendAll());
  }

  /** A brick sends no more. */
  fallSilent(): void {
    this.waiting.length = 0;
  }

  private async sendAll(): Promise<void> {
    for (let report = this.waiting[0]; report; report = this.waiting[0]) {
      const answer = await this.doors.post(report);
      if (this.waiting[0] !== report) continue;
      if (answer?.status === 200 || isRefusal(report, answer)) {
        this.waiting.shift();
        this.pause.succeeded();
        if (answer?.status === 200) await this.doors.acknowledged(report);
        else this.doors.refused(report);
      } else await this.doors.wait(this.pause.next(answer?.retryAfter));
    }
    this.isSending = false;
  }
}

function isRefusal(report: Report, answer: Answer | undefined): boolean {
  if (!answer) return false;
  if (isVerdict(report)) return answer.status === 410;
  return answer.status >= 400 && answer.status < 500 && !MAY_PASS.includes(answer.status);
}
