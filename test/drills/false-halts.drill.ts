import { describe, expect, it } from '@jest/globals';
import { FAILURE_ALPHA } from '@tidings/rollout-engine';
import { ARRIVAL_ORDERS } from './arrival-orders.js';
import { tellResult } from './drill-results.js';
import { binomialBound } from './guardrail-trials.js';
import { inPlainNode } from './in-plain-node.js';

describe('the failure guardrail, exactly 2 % of 1,000 cars fail, 2 % tolerated, looked at after every report', () => {
  it.each(Object.keys(ARRIVAL_ORDERS))('halts by chance no more often than it may: %s', async (order) => {
    const { halts, runs } = await inPlainNode('false-halts', 0.05, order);
    const atMost = binomialBound(runs, FAILURE_ALPHA);
    tellResult('false halts', { order, halts: halts.length, runs, atMost });
    expect(halts.length).toBeLessThanOrEqual(atMost);
  });
});
