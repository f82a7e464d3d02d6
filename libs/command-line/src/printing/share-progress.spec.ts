import { describe, expect, it } from '@jest/globals';
import { ShareProgress } from './share-progress.js';

const screen = (isTTY: boolean) => {
  const written: string[] = [];
  return { written, isTTY, write: (text: string) => written.push(text) };
};

describe('ShareProgress', () => {
  it('draws one line over itself where a person looks, and wipes it', () => {
    const terminal = screen(true);
    const progress = new ShareProgress(terminal, 'Rehearsed');
    for (const share of [0, 0.004, 0.31, 0.314, 1]) progress.at(share);
    progress.end();
    expect(terminal.written).toEqual(['\rRehearsed  31 %', '\rRehearsed 100 %', '\r\u001b[2K']);
  });

  it('says in a log only which quarter is done', () => {
    const log = screen(false);
    const progress = new ShareProgress(log, 'Rehearsed');
    for (const share of [0.1, 0.3, 0.4, 0.8]) progress.at(share);
    progress.end();
    expect(log.written).toEqual(['Rehearsed 25 %\n', 'Rehearsed 75 %\n']);
  });
});
