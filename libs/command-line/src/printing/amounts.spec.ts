import { describe, expect, it } from '@jest/globals';
import { countText, instantText, shareOfText, sizeText } from './amounts.js';

describe('Amounts', () => {
  it.each([
    [sizeText(1), '1 byte'],
    [sizeText(999), '999 bytes'],
    [sizeText(734_003_200), '734.0 MB'],
    [sizeText(137_438_953_472), '137.4 GB'],
    [countText(1, 'vehicle'), '1 vehicle'],
    [countText(8412, 'vehicle'), '8,412 vehicles'],
    [shareOfText(21, 200), '21 of 200 (10.5%)'],
    [shareOfText(0, 0), '0 of 0'],
    [instantText('2026-11-22T14:05:33.120Z'), '2026-11-22 14:05 UTC'],
  ])('%s', (told, wanted) => expect(told).toBe(wanted));
});
