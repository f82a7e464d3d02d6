import { describe, expect, it } from '@jest/globals';
import { instant, isoOf, parseInstant } from '@tidings/vocabulary';
import { IANAZone } from 'luxon';
import fc from 'fast-check';
import { someWindow, someZone } from '../../builders/arbitraries.js';
import { askWindow, localTimeOf } from './window-clock.js';

const opening = (opens: string, closes: string, zone: string, at: string): string => {
  const answer = askWindow({ opens, closes }, zone, parseInstant(at));
  return answer.kind === 'closed' ? isoOf(answer.opensAt) : answer.kind;
};

describe('a daily window in local time', () => {
  it.each([
    ['is open at its first minute', '01:00', '05:00', '2026-01-10T00:00:00Z', 'open'],
    ['is closed at its last', '01:00', '05:00', '2026-01-10T04:00:00Z', '2026-01-11T00:00:00.000Z'],
    ['opens later the same day', '01:00', '05:00', '2026-01-09T23:30:00Z', '2026-01-10T00:00:00.000Z'],
    ['may pass midnight: late evening', '22:00', '05:00', '2026-01-10T21:30:00Z', 'open'],
    ['may pass midnight: early morning', '22:00', '05:00', '2026-01-10T03:59:00Z', 'open'],
    ['may pass midnight: by day', '22:00', '05:00', '2026-01-10T04:00:00Z', '2026-01-10T21:00:00.000Z'],
    ['follows summer time', '22:00', '05:00', '2026-07-10T12:00:00Z', '2026-07-10T20:00:00.000Z'],
    ['opens over the change of the clocks', '04:00', '05:00', '2026-03-28T23:00:00Z', '2026-03-29T02:00:00.000Z'],
    [
      'opens at the jump when its opening is in the missing hour',
      '02:30',
      '05:00',
      '2026-03-29T00:00:00Z',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'is left out when it lies in the missing hour',
      '02:10',
      '02:50',
      '2026-03-29T00:00:00Z',
      '2026-03-30T00:10:00.000Z',
    ],
    ['opens twice in the repeated hour', '02:30', '02:45', '2026-10-25T00:50:00Z', '2026-10-25T01:30:00.000Z'],
  ])('%s', (_, opens, closes, at, expected) => {
    expect(opening(opens, closes, 'Europe/Stockholm', at)).toBe(expected);
  });

  it('cannot be read in an unknown zone, or with times that are none', () => {
    expect(opening('01:00', '05:00', 'Mars/Olympus', '2026-01-10T00:00:00Z')).toBe('unreadable');
    expect(opening('25:00', '05:00', 'Asia/Tokyo', '2026-01-10T00:00:00Z')).toBe('unreadable');
    expect(opening('01:00', '5', 'Asia/Tokyo', '2026-01-10T00:00:00Z')).toBe('unreadable');
  });

  it('reads times of day', () => {
    expect(localTimeOf('23:59')).toBe(86_340_000);
    expect([localTimeOf('24:00'), localTimeOf('1:00'), localTimeOf('12:60')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('opens at the first minute at which the wall clock is inside, found by walking minute by minute', () => {
    const nearChanges = fc
      .tuple(
        fc.constantFrom(
          '2026-03-29',
          '2026-10-25',
          '2026-03-08',
          '2026-11-01',
          '2026-04-05',
          '2026-10-04',
          '2026-06-01',
        ),
        fc.integer({ min: -2_000, max: 2_000 }),
      )
      .map(([day, minute]) => instant(parseInstant(`${day}T00:00:00Z`) + minute * 60_000));
    fc.assert(
      fc.property(someWindow, someZone, nearChanges, (window, zone, now) => {
        const answer = askWindow(window, zone, now);
        const inside = (at: number): boolean => isInside(window, IANAZone.create(zone), at);
        if (inside(now)) return answer.kind === 'open';
        let at: number = now;
        while (!inside(at)) at += 60_000;
        return answer.kind === 'closed' && answer.opensAt === at;
      }),
      { numRuns: 150 },
    );
  });
});

/** The definition, as a person would check it: read the wall clock, compare texts. */
function isInside({ opens, closes }: { opens: string; closes: string }, zone: IANAZone, at: number): boolean {
  const wall = new Date(at + zone.offset(at) * 60_000).toISOString().slice(11, 16);
  return opens < closes ? opens <= wall && wall < closes : opens <= wall || wall < closes;
}
