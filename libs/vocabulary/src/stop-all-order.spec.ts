import { describe, expect, it } from '@jest/globals';
import { instant } from './instant.js';
import { readStopAll, stopAllOrder, stopAllText } from './stop-all-order.js';

const AT = instant(1_770_000_000_000);
const FILED = instant(1_770_000_005_000);

describe('an order to stop all', () => {
  const order = stopAllOrder({ who: 'rita', why: 'charging fires', at: AT });

  it('reads as it was written, whenever the file was touched', () => {
    expect(readStopAll(stopAllText(order), FILED)).toEqual(order);
  });

  it('is the same on every gateway that was told the same, and another one a moment later', () => {
    expect(stopAllOrder({ why: 'charging fires', who: 'rita', at: AT }).orderId).toBe(order.orderId);
    expect(stopAllOrder({ ...order, at: FILED }).orderId).not.toBe(order.orderId);
    expect(order.orderId).toMatch(/^stp_[0-9A-F]{26}$/);
  });

  it.each([
    ['', 'the file says no reason'],
    ['fire!\n', 'fire!'],
    ['fire\u0000in\nMalm\ud800', 'fire in Malm'],
    ['{"who":"rita"', '{"who":"rita"'],
    ['{"who":"rita","why":"fire","at":"soon"}', '{"who":"rita","why":"fire","at":"soon"}'],
    ['[1]', '[1]'],
    ['null', 'null'],
  ])('stands in any file, also one that says %j', (text, why) => {
    expect(readStopAll(text, FILED)).toMatchObject({ why, at: FILED, who: 'whoever wrote the file' });
  });

  it('is no longer than any other reason', () => {
    expect(readStopAll('x'.repeat(100_000), FILED).why).toHaveLength(1000);
  });
});
