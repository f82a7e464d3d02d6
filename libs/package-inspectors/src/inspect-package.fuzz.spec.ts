import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aRaucBundle } from '../builders/a-rauc-bundle.js';
import { aSwu } from '../builders/a-swu.js';
import { anOtaZip } from '../builders/an-ota-zip.js';
import { countedSource } from '../builders/counted-source.js';
import { damaged, someDamage } from '../builders/some-damage.js';
import { READ_LIMITS } from './bounded-reader.js';
import { inspectPackage } from './inspect-package.js';
import { FINDING_KINDS } from './inspection.js';

const DECLARED = { fileName: 'vega.swu', version: '4.2', hardwareIds: ['vega-head-unit'] };

describe('an inspector, whatever bytes it is given', () => {
  it.each([
    ['.swu', () => Promise.resolve(aSwu())],
    ['RAUC', () => Promise.resolve(aRaucBundle())],
    ['OTA', () => anOtaZip()],
  ])('answers with known findings and reads no more than its limits: %s', async (_, sample) => {
    const whole = await sample();
    await fc.assert(
      fc.asyncProperty(fc.array(someDamage(whole.length), { minLength: 1, maxLength: 6 }), async (damages) => {
        const source = countedSource(damaged(whole, damages));
        const { contents, findings } = await inspectPackage(source, DECLARED);
        for (const { kind, says } of findings) {
          expect(FINDING_KINDS).toContain(kind);
          expect(says.length).toBeLessThan(500);
        }
        expect(JSON.stringify(contents).length).toBeLessThan(50_000);
        expect(source.cost().bytes).toBeLessThanOrEqual(READ_LIMITS.bytes);
        expect(source.cost().reads).toBeLessThanOrEqual(READ_LIMITS.reads + 1);
      }),
      { numRuns: 60 },
    );
  });
});
