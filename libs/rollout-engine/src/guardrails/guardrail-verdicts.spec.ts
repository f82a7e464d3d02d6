import { describe, expect, it } from '@jest/globals';
import { after, basisPoints, days, hours } from '@tidings/vocabulary';
import { aPlan, NOON } from '../../builders/a-rollout.js';
import { someEvidence } from '../../builders/some-evidence.js';
import type { StageEvidence, StartSignal } from '../steps/evidence.js';
import type { GuardrailName, GuardrailVerdict } from './guardrail-verdict.js';
import { guardrailVerdicts } from './guardrail-verdicts.js';
import type { GuardrailSettings } from './guardrail-settings.js';

const RECENT = after(NOON, hours(-1));
const HEARD = { health: RECENT, effort: RECENT, better: RECENT, clarity: RECENT, support: RECENT };
const verdictOf = (
  name: GuardrailName,
  evidence: Partial<Omit<StageEvidence, 'failed'>>,
  guardrails?: GuardrailSettings,
): GuardrailVerdict | undefined =>
  guardrailVerdicts(
    { plan: aPlan(guardrails && { guardrails }) },
    someEvidence({ intakes: HEARD, ...evidence }),
    NOON,
  ).find(({ guardrail }) => guardrail === name);
const short = (verdict: GuardrailVerdict | undefined): string =>
  verdict ? `${verdict.verdict} ${verdict.force}` : 'not watched';
const started = (count: number, signal: StartSignal, bad: number) => ({
  segments: [{ started: count, failed: 0, signals: { [signal]: bad } }],
});

describe('a guardrail', () => {
  it.each<[string, GuardrailName, Partial<Omit<StageEvidence, 'failed'>>, string]>([
    ['that nothing breaks holds', 'rollback', started(100, 'rollback', 0), 'holds halt'],
    ['with few vehicles cannot tell yet', 'rollback', started(10, 'rollback', 0), 'too-early halt'],
    ['halts when cars go back to the old version', 'rollback', started(100, 'rollback', 12), 'breached halt'],
    ['pauses when cars make no progress', 'stalled', started(100, 'stalled', 15), 'breached pause'],
    ['holds when downloads fail', 'download', started(100, 'download', 50), 'breached hold'],
    ['holds when owners say no', 'declined', { asked: { of: 100, bad: 70 } }, 'breached hold'],
    [
      'holds when owners say that it is not better',
      'better',
      { answers: { better: { of: 40, bad: 38 } } },
      'breached hold',
    ],
    ['holds when owners need help', 'support', started(100, 'support', 40), 'breached hold'],
    ['only holds for silence without vehicles to compare with', 'silent', started(100, 'silent', 30), 'breached hold'],
    ['is not there when the plan does not watch it', 'degraded', started(100, 'degraded', 100), 'not watched'],
  ])('%s', (_, name, evidence, verdict) => {
    expect(short(verdictOf(name, evidence))).toBe(verdict);
  });

  it('says "change" without control and halts with it', () => {
    const control = {
      silent: {
        spells: [{ wellBelow: 100, wellAbove: 900, badBelow: 10, badAbove: 9 }],
        below: 90,
        above: 891,
        aboveShare: 0.01,
      },
    };
    expect(verdictOf('silent', {})).toMatchObject({ against: 'change' });
    expect(verdictOf('silent', { control })).toMatchObject({ verdict: 'breached', force: 'halt', against: 'control' });
    const tooFew = { silent: { ...control.silent, below: 950, above: 50 } };
    expect(verdictOf('silent', { control: tooFew })).toMatchObject({ against: 'change', force: 'hold' });
  });

  it('is blind, never green, when nothing comes in; a breach stays one', () => {
    const weekAgo = { ...HEARD, health: after(NOON, days(-8)) };
    expect(short(verdictOf('health', { intakes: {} }))).toBe('blind hold');
    expect(short(verdictOf('health', { intakes: weekAgo }))).toBe('blind hold');
    expect(short(verdictOf('health', { intakes: weekAgo }, { blindAfter: days(30) }))).toBe('holds hold');
    expect(short(verdictOf('health', { intakes: {}, ...started(100, 'health', 20) }))).toBe('breached hold');
    expect(short(verdictOf('effort', { intakes: {} }))).toBe('blind hold');
  });

  it('has the limit of its plan, or none', () => {
    const evidence = started(100, 'rollback', 5);
    expect(short(verdictOf('rollback', evidence, { limits: { rollback: basisPoints(10) } }))).toBe('breached halt');
    expect(short(verdictOf('rollback', evidence, { limits: { rollback: basisPoints(1_000) } }))).toBe('holds halt');
    expect(short(verdictOf('rollback', evidence, { limits: { rollback: 'off' } }))).toBe('not watched');
    expect(short(verdictOf('degraded', started(100, 'degraded', 30), { limits: { degraded: basisPoints(100) } }))).toBe(
      'breached halt',
    );
  });

  it('shares what may be spent on false halts with the others that the plan watches', () => {
    expect(verdictOf('rollback', {})?.line).toBeCloseTo(1_000, 6);
    const alone = { silent: 'off', stalled: 'off', health: 'off', declined: 'off' } as const;
    expect(verdictOf('rollback', {}, { limits: alone })?.line).toBeCloseTo(200, 6);
    expect(verdictOf('failure-rate', {}, { limits: alone })?.line).toBeCloseTo(200, 6);
  });

  it('shows evidence as a number, however strong', () => {
    expect(verdictOf('rollback', started(2_000, 'rollback', 2_000))?.evidence).toBeLessThan(Infinity);
  });
});
