import { describe, expect, it } from '@jest/globals';
import { after, hours, instant, minutes } from '@tidings/vocabulary';
import fc from 'fast-check';
import { aRollout, NOON } from '../../builders/a-rollout.js';
import { watchedAgain, watchedFor } from './watched-time.js';

const STAGE = aRollout().stage!;
const at = (hour: number) => after(NOON, hours(hour));

describe('watched time', () => {
  it('leaves out what nobody watched, from where it matters', () => {
    const stage = {
      ...STAGE,
      unwatched: [
        { from: at(2), to: at(5) },
        { from: at(20), to: at(21) },
      ],
    };
    expect(watchedFor(at(0), hours(10), stage)).toBe(at(13));
    expect(watchedFor(at(4), hours(10), stage)).toBe(at(15));
    expect(watchedFor(at(6), hours(10), stage)).toBe(at(16));
    expect(watchedFor(at(0), hours(20), stage)).toBe(at(24));
    expect(watchedFor(at(0), hours(10), STAGE)).toBe(at(10));
  });

  it('knows of a gap only when a look came later than a look holds', () => {
    expect(watchedAgain(STAGE, NOON, after(NOON, minutes(5)))).toBe(STAGE);
    expect(watchedAgain(STAGE, undefined, at(9))).toBe(STAGE);
    expect(watchedAgain(STAGE, NOON, at(1)).unwatched).toEqual([{ from: NOON, to: at(1) }]);
  });

  it('counts exactly the watched milliseconds, whatever the gaps', () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 })), { maxLength: 5 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 200 }), (spans, since, length) => {
        let end = 0;
        const unwatched = spans.map(([pause, lasts]) => ({
          from: instant((end += pause)),
          to: instant((end += lasts)),
        }));
        const isWatched = (ms: number): boolean => !unwatched.some(({ from, to }) => from <= ms && ms < to);
        let [now, watched] = [since, 0];
        while (watched < length) if (isWatched(now++)) watched += 1;
        expect(watchedFor(instant(since), length as never, { ...STAGE, unwatched })).toBe(now);
      }),
    );
  });
});
