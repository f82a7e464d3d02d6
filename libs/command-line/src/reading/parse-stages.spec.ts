import { describe, expect, it } from '@jest/globals';
import { InvalidArgumentError } from 'commander';
import { parseStages } from './parse-stages.js';
import { parseWindow } from './parse-window.js';

describe('Stages on the command line', () => {
  it('are share, soak and answers, and a mark where a person must say yes', () => {
    expect(parseStages('0.5%:24h:20!, 100%:2d:100')).toEqual([
      { share: '0.5%', soak: '24h', minimumAnswers: 20, needsApproval: true },
      { share: '100%', soak: '2d', minimumAnswers: 100, needsApproval: false },
    ]);
  });

  it.each(['', '1%', '1%:24h', '1:24h:20', '1%:24:20', '1%:24h:x', '101%:24h:20', '1%:24h:20,'])(
    'are refused when they read %p',
    (text) => expect(() => parseStages(text)).toThrow(InvalidArgumentError),
  );
});

describe('A window on the command line', () => {
  it('is two local times, also past midnight', () =>
    expect(parseWindow('22:00-05:00')).toEqual({ opens: '22:00', closes: '05:00' }));

  it.each(['', '22-5', '22:00', '22:00 05:00'])('is refused when it reads %p', (text) =>
    expect(() => parseWindow(text)).toThrow(InvalidArgumentError),
  );
});
