import { describe, expect, it } from '@jest/globals';
import { instant, isoOf, parseInstant } from '@tidings/vocabulary';
import fc from 'fast-check';
import { IANAZone } from 'luxon';
import { someWindow } from '../../builders/arbitraries.js';
import { askFreezes, dayOf } from './freeze-clock.js';
import { nextPermitted } from './permitted-times.js';
import type { Freeze, LocalWindow } from '../plan/plan.js';

const CHRISTMAS: Freeze = { from: '2026-12-24', to: '2026-12-26', why: 'Christmas' };
const inSweden = { market: 'SE', timeZone: 'Europe/Stockholm' };

const end = (freezes: readonly Freeze[], place: { market: string; timeZone: string }, at: string): string => {
  const answer = askFreezes(freezes, place, parseInstant(at));
  return answer.kind === 'frozen' ? isoOf(answer.until) : answer.kind;
};

describe('a freeze', () => {
  it.each([
    ['has not begun the evening before', '2026-12-23T22:59:59Z', 'free'],
    ['begins at midnight where the car is', '2026-12-23T23:00:00Z', '2026-12-26T23:00:00.000Z'],
    ['holds to the end of its last day', '2026-12-26T22:59:59Z', '2026-12-26T23:00:00.000Z'],
    ['is over then', '2026-12-26T23:00:00Z', 'free'],
  ])('%s', (_, at, expected) => {
    expect(end([CHRISTMAS], inSweden, at)).toBe(expected);
  });

  it('goes by the calendar of each car', () => {
    expect(end([CHRISTMAS], { market: 'JP', timeZone: 'Asia/Tokyo' }, '2026-12-23T15:00:00Z')).toBe(
      '2026-12-26T15:00:00.000Z',
    );
  });

  it('is of its markets only', () => {
    const swedish = { ...CHRISTMAS, markets: ['SE'] };
    expect(end([swedish], { ...inSweden, market: 'NO' }, '2026-12-25T12:00:00Z')).toBe('free');
    expect(end([swedish], inSweden, '2026-12-25T12:00:00Z')).toBe('2026-12-26T23:00:00.000Z');
  });

  it('lasts through others that touch it', () => {
    const turn: Freeze = { from: '2026-12-27', to: '2027-01-06', why: 'the turn of the year' };
    expect(end([turn, CHRISTMAS], inSweden, '2026-12-25T12:00:00Z')).toBe('2027-01-06T23:00:00.000Z');
  });

  it('ends at the jump where midnight is left out', () => {
    const freeze: Freeze = { from: '2026-04-20', to: '2026-04-23', why: 'elections' };
    expect(end([freeze], { market: 'EG', timeZone: 'Africa/Cairo' }, '2026-04-21T12:00:00Z')).toBe(
      '2026-04-23T22:00:00.000Z',
    );
  });

  it('cannot be read in an unknown zone, or with days that are none', () => {
    expect(end([CHRISTMAS], { market: 'SE', timeZone: 'Mars/Olympus' }, '2026-12-25T12:00:00Z')).toBe('unreadable');
    expect(end([{ ...CHRISTMAS, to: 'new year' }], inSweden, '2026-12-25T12:00:00Z')).toBe('unreadable');
    expect([dayOf('2026-02-29'), dayOf('2028-02-29'), dayOf('1970-01-02')]).toEqual([undefined, 21_243, 1]);
  });
});

describe('the next time an offer may be made', () => {
  it('is now when nothing stands against it, and no time when a zone cannot be read', () => {
    const now = parseInstant('2026-12-25T12:00:00Z');
    expect(nextPermitted({}, inSweden, now)).toBe(now);
    const night = { opens: '01:00', closes: '04:00' };
    expect(nextPermitted({ window: night }, { market: 'SE', timeZone: 'Mars/Olympus' }, now)).toBeUndefined();
    expect(nextPermitted({ window: { opens: 'x', closes: 'y' } }, inSweden, now)).toBeUndefined();
  });

  it('is the first minute that no freeze and no window forbids, found by walking minute by minute', () => {
    fc.assert(
      fc.property(
        fc.option(someWindow, { nil: undefined }),
        fc.array(
          fc.record({
            day: fc.constantFrom(...DAYS),
            before: fc.integer({ min: -1, max: 1 }),
            days: fc.integer({ min: 0, max: 2 }),
          }),
          {
            maxLength: 2,
          },
        ),
        fc.constantFrom(...ZONES),
        fc.constantFrom(...DAYS),
        fc.integer({ min: -1_500, max: 2_000 }),
        (window, spans, timeZone, day, minute) => {
          const freezes = spans.map((span) => freezeAround(span.day, span.before, span.days));
          const now = instant(parseInstant(`${day}T00:00:00Z`) + minute * 60_000);
          const found = nextPermitted({ ...(window && { window }), freezes }, { market: 'SE', timeZone }, now);
          let at: number = now;
          while (!isPermitted(window, freezes, IANAZone.create(timeZone), at)) at += 60_000;
          // A freeze ends and a window opens at a full minute everywhere; `now` is one.
          return found === at;
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Around these the clocks change somewhere below, in both directions, by half and whole hours, also at midnight. */
const DAYS = [
  '2026-03-29',
  '2026-10-25',
  '2026-03-08',
  '2026-11-01',
  '2026-04-05',
  '2026-10-04',
  '2026-04-24',
  '2026-10-30',
  '2026-09-06',
  '2026-06-01',
];
const ZONES = [
  'Europe/Stockholm',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'America/Havana',
  'America/Santiago',
  'Asia/Beirut',
  'Pacific/Kiritimati',
];

function freezeAround(day: string, before: number, days: number): Freeze {
  const first = dayOf(day)! + before;
  const text = (n: number): string => new Date(n * 86_400_000).toISOString().slice(0, 10);
  return { from: text(first), to: text(first + days), why: 'holidays' };
}

/** The definition, as a person would check it: read calendar and wall clock, compare texts. */
function isPermitted(window: LocalWindow | undefined, freezes: readonly Freeze[], zone: IANAZone, at: number): boolean {
  const shown = new Date(at + zone.offset(at) * 60_000).toISOString();
  const [date, wall] = [shown.slice(0, 10), shown.slice(11, 16)];
  if (freezes.some(({ from, to }) => from <= date && date <= to)) return false;
  if (window === undefined) return true;
  const { opens, closes } = window;
  return opens < closes ? opens <= wall && wall < closes : opens <= wall || wall < closes;
}
