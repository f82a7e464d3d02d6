import { describe, expect, it } from '@jest/globals';
import { Progress } from './progress.js';

const screen = (isTTY: boolean) => {
  const written: string[] = [];
  return { written, isTTY, write: (text: string) => written.push(text) };
};

describe('Progress', () => {
  it('draws one line over itself where a person looks, once for each percent, and wipes it', () => {
    const terminal = screen(true);
    const progress = new Progress(terminal, 'Sending', 1000);
    for (const done of [1, 2, 500, 1000]) progress.at(done);
    progress.end();
    expect(terminal.written).toEqual([
      '\rSending 1.0 kB    0%',
      '\rSending 1.0 kB   50%',
      '\rSending 1.0 kB  100%',
      '\r\u001b[2K',
    ]);
  });

  it('is silent in a log', () => {
    const log = screen(false);
    const progress = new Progress(log, 'Sending', 1000);
    progress.at(500);
    progress.end();
    expect(log.written).toEqual([]);
  });
});
