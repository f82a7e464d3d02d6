import { describe, expect, it } from '@jest/globals';
import { after, before, days, hours, instant } from '@tidings/vocabulary';
import fc from 'fast-check';
import { aPlan, aRollout, aStage, NOON } from '../../builders/a-rollout.js';
import { someEvidence } from '../../builders/some-evidence.js';
import { planNextStep } from './plan-next-step.js';
import { RAMP_STEPS, rampStepEvery, rampThreshold } from './ramp.js';
import type { RolloutFacts } from '../offers/rollout.js';
import type { Step } from './step.js';

const short = ({ kind, reasons }: Step): string => `${kind} ${reasons.map(({ code }) => code).join(',')}`;

const growing = (step: number, plan = {}): RolloutFacts =>
  aRollout({
    stage: { index: 0, ramp: { from: 0, to: 5_000, over: hours(49), step, steppedAt: before(NOON, hours(1)) } },
    plan: aPlan({ stages: [aStage({ ramp: hours(49), soak: days(2) }), aStage()], ...plan }),
  });

describe('a stage that opens over time', () => {
  const at = (step: number, evidence: Parameters<typeof someEvidence>[0] = {}, now = NOON): Step =>
    planNextStep(growing(step), someEvidence(evidence), now);

  it('grows by one part when the part is due and the guardrails hold', () => {
    expect(at(3)).toMatchObject({ kind: 'grow', toRampStep: 4, reasons: [{ code: 'ramp-step-due' }] });
  });

  it('waits for the part to be due', () => {
    expect(short(at(3, {}, before(NOON, hours(0.5))))).toBe('hold ramp');
  });

  it('does not grow while a guardrail holds, whatever the clock says', () => {
    expect(short(at(3, { unresolved: 50 }))).toBe('hold unresolved');
    expect(short(at(3, { failed: { 'not-drivable': 1 } }))).toBe('hold not-drivable');
  });

  it('grows by one part only after any time without a look', () => {
    expect(at(3, {}, after(NOON, days(30)))).toMatchObject({ toRampStep: 4 });
  });

  it('halts like any other', () => {
    expect(short(at(3, { segments: [{ started: 3, failed: 3 }] }))).toBe('halt failure-rate');
  });

  it('soaks from its last part on', () => {
    const full = growing(50);
    expect(short(planNextStep(full, someEvidence(), NOON))).toBe('hold soak');
    expect(short(planNextStep(full, someEvidence(), after(NOON, hours(47))))).toBe('advance evidence-complete');
  });
});

describe('the parts of a ramp', () => {
  it('grow linearly, never back, and end at the threshold of the stage exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 51 }), fc.integer({ min: 0, max: 2 ** 51 }), (from, more) => {
        const ramp = { from, to: from + more };
        const all = Array.from({ length: RAMP_STEPS + 1 }, (_, step) => rampThreshold(ramp, step));
        expect([all[0], all.at(-1)]).toEqual([from, ramp.to]);
        expect(all.every((one, step) => Number.isInteger(one) && (step === 0 || one >= all[step - 1]!))).toBe(true);
        // Rounded down, and the comparison itself is in doubles.
        const even = more / RAMP_STEPS;
        return all.every((one, step) => Math.abs(one - from - even * step) < 2);
      }),
    );
  });

  it('are done at the end of the ramp', () => {
    expect(instant(rampStepEvery(hours(49)) * (RAMP_STEPS - 1))).toBe(hours(49));
  });
});
