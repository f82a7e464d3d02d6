import { describe, expect, it } from '@jest/globals';
import { FAILURE_ALPHA } from '@tidings/rollout-engine';
import { seededChance } from '@tidings/vocabulary';
import { ARRIVAL_ORDERS } from './arrival-orders.js';
import { haltOf } from './guardrail-runs.js';
import { binomialBound, TOLERATED, trialsOf } from './guardrail-trials.js';
import { haltByEveryReport } from './halt-by-every-report.js';

const RUNS = 100;

describe('the failure guardrail', () => {
  it.each(Object.entries(ARRIVAL_ORDERS))('halts by chance no more often than it may: %s', (_, draw) => {
    const { halts } = trialsOf({ runs: RUNS }, 1, (chance) => draw(chance, TOLERATED));
    expect(halts.length).toBeLessThanOrEqual(binomialBound(RUNS, FAILURE_ALPHA));
  });

  it.each(Object.entries(ARRIVAL_ORDERS))('sees three times the tolerated rate: %s', (_, draw) => {
    const { halts } = trialsOf({ runs: 40 }, 2, (chance) => draw(chance, 3 * TOLERATED));
    expect(halts.length).toBeGreaterThanOrEqual(38);
  });

  it.each(Object.entries(ARRIVAL_ORDERS))(
    'looked at after every failure halts when looked at after every start and report: %s',
    (_, draw) => {
      const chance = seededChance(3);
      const runs = [TOLERATED, 3 * TOLERATED].map((rate) => draw(chance, rate));
      const halts = runs.map((cars) => haltOf(cars, TOLERATED));
      expect(halts).toEqual(runs.map((cars) => haltByEveryReport(cars, TOLERATED)));
      expect(halts.at(-1)).toBeDefined();
    },
  );
});
