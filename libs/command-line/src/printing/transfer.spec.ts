import { describe, expect, it } from '@jest/globals';
import { Transfer } from './transfer.js';

const screen = (isTTY: boolean) => {
  const written: string[] = [];
  return { written, isTTY, write: (text: string) => written.push(text) };
};

describe('a transfer', () => {
  it('is a bar where a person looks, drawn again only when it looks other, and wiped for a sentence', () => {
    const terminal = screen(true);
    const transfer = new Transfer(terminal, 2000);
    for (const done of [1000, 1000]) transfer.at(done);
    transfer.say('The connection broke.');
    expect(terminal.written).toEqual([
      `\r\u001b[2KSending  ${'█'.repeat(15)}${'░'.repeat(15)}  50%  1.0 kB of 2.0 kB`,
      '\r\u001b[2K',
      'The connection broke.\n',
    ]);
  });

  it('is a line for every tenth in a log, from where it goes on', () => {
    const log = screen(false);
    const transfer = new Transfer(log, 100_000_000);
    for (const percent of [41, 45, 50, 51, 79]) transfer.at(percent * 1_000_000);
    transfer.end();
    expect(log.written).toEqual(['Sending: 50% of 100.0 MB\n', 'Sending: 70% of 100.0 MB\n']);
  });

  it('is silent in a log when it is short', () => {
    const log = screen(false);
    new Transfer(log, 1000).at(1000);
    expect(log.written).toEqual([]);
  });
});
