import { describe, expect, it } from '@jest/globals';
import { FAILURE_ALPHA } from '@tidings/rollout-engine';
import { ARRIVAL_ORDERS } from './arrival-orders.js';
import { binomialBound, TOLERATED, trialsOf } from './guardrail-trials.js';

const RUNS = 100;

describe('the failure guardrail', () => {
  it.each(Object.entries(ARRIVAL_ORDERS))('halts by chance no more often than it may: %s', (_, draw) => {
    const { halts } = trialsOf(RUNS, 1, (chance) => draw(chance, TOLERATED));
    expect(halts.length).toBeLessThanOrEqual(binomialBound(RUNS, FAILURE_ALPHA));
  });

  it.each(Object.entries(ARRIVAL_ORDERS))('sees three times the tolerated rate: %s', (_, draw) => {
    const { halts } = trialsOf(40, 2, (chance) => draw(chance, 3 * TOLERATED));
    expect(halts.length).toBeGreaterThanOrEqual(38);
  });
});
