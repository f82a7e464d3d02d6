import { describe, expect, it } from '@jest/globals';
import { FAILURE_ALPHA } from '@tidings/rollout-engine';
import { ARRIVAL_ORDERS } from './arrival-orders.js';
import { DRILL_RUNS, DRILL_SEED, tellResult } from './drill-results.js';
import { binomialBound, TOLERATED, trialsOf } from './guardrail-trials.js';

describe('the failure guardrail, exactly 2 % of 1,000 cars fail, 2 % tolerated, looked at after every report', () => {
  it.each(Object.entries(ARRIVAL_ORDERS))('halts by chance no more often than it may: %s', (order, draw) => {
    const { halts, runs } = trialsOf(DRILL_RUNS, DRILL_SEED, (chance) => draw(chance, TOLERATED));
    const atMost = binomialBound(runs, FAILURE_ALPHA);
    tellResult('false halts', { order, halts: halts.length, runs, atMost });
    expect(halts.length).toBeLessThanOrEqual(atMost);
  });
});
