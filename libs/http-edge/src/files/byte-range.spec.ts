import { describe, expect, it } from '@jest/globals';
import { type AskedBytes, askedBytes } from './byte-range.js';

const part = (start: number, end: number): AskedBytes => ({ kind: 'part', start, end });
const notThere: AskedBytes = { kind: 'not-there' };

describe('a Range header on ten bytes', () => {
  it.each<[string | undefined, AskedBytes]>([
    [undefined, { kind: 'whole' }],
    ['bytes=0-9', part(0, 9)],
    ['bytes=3-', part(3, 9)],
    ['BYTES=3-4', part(3, 4)],
    ['bytes=9-100', part(9, 9)],
    ['bytes=-3', part(7, 9)],
    ['bytes=-30', part(0, 9)],
    ['bytes=10-', notThere],
    ['bytes=4-3', notThere],
    ['bytes=-0', notThere],
    ['bytes=-', notThere],
    ['bytes=', notThere],
    [
      'bytes=1-2,4-5',
      {
        kind: 'parts',
        parts: [
          { start: 1, end: 2 },
          { start: 4, end: 5 },
        ],
      },
    ],
    [
      'bytes=-1, 0-0, 3-4',
      {
        kind: 'parts',
        parts: [
          { start: 0, end: 0 },
          { start: 3, end: 4 },
          { start: 9, end: 9 },
        ],
      },
    ],
    ['bytes=1-4,4-5', notThere],
    ['bytes=1-2,10-', notThere],
    ['bytes=1-2,', notThere],
    [`bytes=${'0-0,'.repeat(101)}1-1`, notThere],
    ['bytes=0x1-2', notThere],
    ['bytes=99999999999999999999-', notThere],
    ['lines=1-2', notThere],
    ['', notThere],
  ])('%p asks for %j', (header, asked) => {
    expect(askedBytes(header, 10)).toEqual(asked);
  });
});
