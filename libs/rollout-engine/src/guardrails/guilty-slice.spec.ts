import { describe, expect, it } from '@jest/globals';
import { guiltySlice, type SliceCount, type SliceLook } from './guilty-slice.js';

const slice = (value: string, answers: number, failed: number): SliceCount => ({
  attribute: 'hardwareId',
  value,
  answers,
  failed,
});
const look = (slices: readonly SliceCount[], counts: Partial<SliceLook> = {}): SliceLook => ({
  look: 0,
  answers: 250,
  failed: 6,
  slices,
  ...counts,
});
const found = (seen: SliceLook): string | undefined => guiltySlice(seen, 0.02)?.value;

describe('the sub-cohort finder', () => {
  it('names the slice that holds nearly all failures', () => {
    expect(found(look([slice('a', 20, 5), slice('b', 100, 1)]))).toBe('a');
  });

  it.each<[string, SliceLook]>([
    ['a slice that fails like the rest', look([slice('a', 125, 3), slice('b', 125, 3)])],
    ['a slice of too few answers, whatever they say', look([slice('a', 4, 4)])],
    ['a slice that is most of the cohort: that is not a part of it', look([slice('a', 200, 6)])],
    [
      'a slice that fails more than the rest, and still less than is tolerated',
      look([slice('a', 400, 7)], { answers: 4_000, failed: 7 }),
    ],
    ['anybody when nothing failed', look([slice('a', 20, 0)], { failed: 0 })],
  ])('does not accuse %s', (_, seen) => {
    expect(found(seen)).toBeUndefined();
  });

  it('wants more of each the more slices it looks at, and the later it is', () => {
    const counts = slice('a', 25, 3);
    expect(found(look([counts]))).toBe('a');
    expect(found(look([counts, ...Array.from({ length: 99 }, (_, n) => slice(`other ${n}`, 50, 0))]))).toBeUndefined();
    expect(found(look([counts], { look: 4 }))).toBeUndefined();
  });

  it('accuses one at a look: the clearest, by name where they are alike', () => {
    expect(found(look([slice('b', 20, 5), slice('a', 20, 5), slice('c', 30, 5)]))).toBe('a');
  });

  it('says the chance of such counts as Fisher did', () => {
    // 8 cups of tea, 4 and 4, all four right: 1 of 70.
    const tea = guiltySlice({ look: 0, answers: 16, failed: 8, slices: [slice('a', 8, 8)] }, 0.02)!;
    expect(tea.chance).toBeCloseTo(1 / 12_870, 9);
  });
});
