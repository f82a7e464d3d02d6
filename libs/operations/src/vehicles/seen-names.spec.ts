import { expect, it } from '@jest/globals';
import { SeenNames } from './seen-names.js';

it('knows each of a hundred thousand names again, and takes no new one for one of them', () => {
  const seen = new SeenNames();
  const names = Array.from({ length: 100_000 }, (_, n) => `ast-vega-${String(n).padStart(8, '0')}`);
  expect(names.filter((name) => !seen.add(name))).toEqual([]);
  expect(names.filter((name) => seen.add(name))).toEqual([]);
  expect(seen.add('ast-vega-00100000')).toBe(true);
});
