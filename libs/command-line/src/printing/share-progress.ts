import type { Screen } from '../io.js';

/** Elsewhere than on a terminal a line for every quarter is enough. */
const QUARTER = 25;

/** How far something is that others do: a line drawn over itself where a person looks, a few lines elsewhere. */
export class ShareProgress {
  private lastShown = 0;

  constructor(
    private readonly screen: Screen,
    private readonly done: string,
  ) {}

  /** `share`: from 0 to 1. */
  at(share: number): void {
    const percent = Math.floor(share * 100);
    const isTerminal = this.screen.isTTY === true;
    const shown = isTerminal ? percent : percent - (percent % QUARTER);
    if (shown <= this.lastShown) return;
    this.lastShown = shown;
    this.screen.write(isTerminal ? `\r${this.done} ${String(shown).padStart(3)} %` : `${this.done} ${shown} %\n`);
  }

  /** Wipes the line, so that what follows begins on a clean one. */
  end(): void {
    if (this.lastShown > 0 && this.screen.isTTY === true) this.screen.write(`\r\u001b[2K`);
  }
}
