import { describe, expect, it } from '@jest/globals';
import { instant } from '@tidings/vocabulary';
import fc from 'fast-check';
import { EventQueue } from './event-queue.js';

describe('the queue of what will happen', () => {
  it('gives what happens earliest first, and what was put in first within an instant', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
        const queue = new EventQueue<readonly [at: number, order: number]>();
        for (const [order, at] of times.entries()) queue.add(instant(at), [at, order]);
        const taken: (readonly [number, number])[] = [];
        for (let next = queue.take(); next !== undefined; next = queue.take()) taken.push(next);
        expect(taken).toEqual(times.map((at, order) => [at, order]).sort(([a, i], [b, j]) => a! - b! || i! - j!));
      }),
    );
  });
});
