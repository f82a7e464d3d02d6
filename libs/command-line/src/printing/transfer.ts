import type { Screen } from '../io.js';
import { sizeText } from './amounts.js';

const WIDTH = 30;
/** Below, it is over before a log would be read. Bytes. */
const WORTH_LINES = 50_000_000;

/** How far a long transfer is: a bar that is drawn over itself where a person looks, a line for every tenth in a log. */
export class Transfer {
  private lastDrawn = '';
  private tenths: number | undefined;

  constructor(
    private readonly screen: Screen,
    private readonly total: number,
  ) {}

  at(done: number, doing = 'Sending'): void {
    const percent = Math.floor((done * 100) / Math.max(this.total, 1));
    if (this.screen.isTTY === true) return this.draw(barOf(doing, percent, done, this.total));
    if (this.total < WORTH_LINES) return;
    const tenths = Math.floor(percent / 10);
    if (this.tenths !== undefined && tenths > this.tenths)
      this.screen.write(`${doing}: ${tenths * 10}% of ${sizeText(this.total)}\n`);
    this.tenths = Math.max(this.tenths ?? tenths, tenths);
  }

  /** A sentence on a line of its own. */
  say(sentence: string): void {
    this.end();
    this.screen.write(`${sentence}\n`);
  }

  /** Wipes the bar, so that what follows begins on a clean line. */
  end(): void {
    if (this.lastDrawn !== '') this.screen.write('\r\u001b[2K');
    this.lastDrawn = '';
  }

  private draw(bar: string): void {
    if (bar === this.lastDrawn) return;
    this.lastDrawn = bar;
    this.screen.write(`\r\u001b[2K${bar}`);
  }
}

function barOf(doing: string, percent: number, done: number, total: number): string {
  const full = Math.floor((percent * WIDTH) / 100);
  const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
  return `${doing}  ${bar} ${String(percent).padStart(3)}%  ${sizeText(done)} of ${sizeText(total)}`;
}
