import type { Screen } from '../io.js';
import { sizeText } from './amounts.js';

/** A line that is drawn over itself where a person looks, and nothing elsewhere: a log gets results, not movement. */
export class Progress {
  private lastShown = -1;

  constructor(
    private readonly screen: Screen,
    private readonly doing: string,
    private readonly total: number,
  ) {}

  at(done: number): void {
    if (this.screen.isTTY !== true) return;
    const percent = Math.floor((done * 100) / Math.max(this.total, 1));
    if (percent === this.lastShown) return;
    this.lastShown = percent;
    this.screen.write(`\r${this.doing} ${sizeText(this.total)}  ${String(percent).padStart(3)}%`);
  }

  /** Wipes the line, so that what follows begins on a clean one. */
  end(): void {
    if (this.lastShown >= 0) this.screen.write(`\r\u001b[2K`);
  }
}
