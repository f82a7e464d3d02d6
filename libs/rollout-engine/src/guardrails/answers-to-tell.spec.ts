import { describe, expect, it } from '@jest/globals';
import { basisPoints } from '@tidings/vocabulary';
import { seededChance } from '../../builders/seeded-chance.js';
import { answersToTell } from './answers-to-tell.js';
import { logFailureEvidence } from './failure-evidence.js';
import { FAILURE_ALPHA } from './guardrail-alpha.js';

describe('the answers a stage needs to tell three times the limit', () => {
  it('are more for stricter limits and for later stages', () => {
    expect([2_000, 500, 200, 100].map((limit) => answersToTell(basisPoints(limit), 1))).toEqual([33, 143, 394, 854]);
    expect([1, 2, 3].map((place) => answersToTell(basisPoints(200), place))).toEqual([394, 499, 538]);
  });

  it('let four in five of simulated stages be noticed, and one answer less does not', () => {
    const need = answersToTell(basisPoints(500), 1);
    const enough = -Math.log(FAILURE_ALPHA) - Math.log(6 / Math.PI ** 2);
    const chance = seededChance(2026);
    const runs = 4_000;
    let missed = 0;
    for (let run = 0; run < runs; run++) {
      let failed = 0;
      let isNoticed = false;
      for (let n = 1; n <= need && !isNoticed; n++) {
        if (chance() < 0.15) failed += 1;
        isNoticed = logFailureEvidence(n, failed, 0.05) >= enough;
      }
      if (!isNoticed) missed += 1;
    }
    // Three standard errors around the 20 % that the exact sum stops at.
    expect(Math.abs(missed / runs - 0.2)).toBeLessThan(3 * Math.sqrt(0.16 / runs));
  });
});
