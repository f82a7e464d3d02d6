import { describe, expect, it } from '@jest/globals';
import { InvalidArgumentError } from 'commander';
import { parseContinuous } from './parse-continuous.js';
import { parseFreeze } from './parse-freeze.js';
import { parseRetry } from './parse-retry.js';
import { parseStages } from './parse-stages.js';
import { parseWindow } from './parse-window.js';

describe('Stages on the command line', () => {
  it('are share, soak and answers, and a mark where a person must say yes', () => {
    expect(parseStages('0.5%:24h:20!, 100%:2d:100')).toEqual([
      { share: '0.5%', soak: '24h', minimumAnswers: 20, needsApproval: true },
      { share: '100%', soak: '2d', minimumAnswers: 100, needsApproval: false },
    ]);
  });

  it('may be counts and rings, and open over time', () => {
    expect(parseStages('ring=staff cars:24h:5, 500:24h:20, 10%/6h:2d:50')).toEqual([
      { ring: 'staff cars', soak: '24h', minimumAnswers: 5, needsApproval: false },
      { count: 500, soak: '24h', minimumAnswers: 20, needsApproval: false },
      { share: '10%', ramp: '6h', soak: '2d', minimumAnswers: 50, needsApproval: false },
    ]);
  });

  it.each(['', '1%', '1%:24h', '1%/soon:24h:20', 'ring=:24h:20', '1%:24:20', '1%:24h:x', '101%:24h:20', '1%:24h:20,'])(
    'are refused when they read %p',
    (text) => expect(() => parseStages(text)).toThrow(InvalidArgumentError),
  );
});

describe('Freezes on the command line', () => {
  it('are days, markets where it is not all of them, and a reason; one after the other', () => {
    const first = parseFreeze('2026-12-20..2027-01-06:Christmas');
    expect(parseFreeze('2026-06-19..2026-06-21:SE+FI:Midsummer: closed', first)).toEqual([
      { from: '2026-12-20', to: '2027-01-06', why: 'Christmas' },
      { from: '2026-06-19', to: '2026-06-21', markets: ['SE', 'FI'], why: 'Midsummer: closed' },
    ]);
  });

  it.each(['', '2026-12-20', '2026-12-20..2027-01-06', 'christmas:closed'])('are refused when they read %p', (text) =>
    expect(() => parseFreeze(text)).toThrow(InvalidArgumentError),
  );
});

describe('A retry policy on the command line', () => {
  it('is tries, how long apart, and after which failures', () =>
    expect(parseRetry('3:24h:download+degraded')).toEqual({
      attempts: 3,
      after: '24h',
      classes: ['download', 'degraded'],
    }));

  it.each(['', '3', '3:24h', '3:24:download'])('is refused when it reads %p', (text) =>
    expect(() => parseRetry(text)).toThrow(InvalidArgumentError),
  );
});

describe('The end for late joiners on the command line', () => {
  it.each([
    ['withdrawn', { until: 'withdrawn' }],
    ['quiet:30d', { until: 'quiet', quietFor: '30d' }],
    ['2027-06-30T00:00:00Z', { until: 'instant', at: '2027-06-30T00:00:00Z' }],
  ])('may be %p', (text, continuous) => expect(parseContinuous(text)).toEqual(continuous));

  it.each(['', 'never', 'quiet', 'quiet:30'])('is refused when it reads %p', (text) =>
    expect(() => parseContinuous(text)).toThrow(InvalidArgumentError),
  );
});

describe('A window on the command line', () => {
  it('is two local times, also past midnight', () =>
    expect(parseWindow('22:00-05:00')).toEqual({ opens: '22:00', closes: '05:00' }));

  it.each(['', '22-5', '22:00', '22:00 05:00'])('is refused when it reads %p', (text) =>
    expect(() => parseWindow(text)).toThrow(InvalidArgumentError),
  );
});
