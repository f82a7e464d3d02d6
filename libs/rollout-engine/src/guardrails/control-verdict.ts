import { shareText } from '@tidings/vocabulary';
import { isComparable, logControlEvidence } from './compared-with-control.js';
import { othersAlpha } from './guardrail-alpha.js';
import { limitOf } from './guardrail-settings.js';
import type { GuardrailVerdict } from './guardrail-verdict.js';
import { evidenceOf, type Look, rateVerdict, seenBy } from './rate-verdicts.js';

/**
 * Trouble that cars have without any update too: they are parked, they age. With vehicles to compare with, more than theirs on the same days
 * halts; without, a rate above the limit is a change, which holds and asks a person. Undefined: not watched.
 */
export function controlVerdict(look: Look, guardrail: 'silent' | 'health', what: string): GuardrailVerdict | undefined {
  const { plan, evidence } = look;
  const limit = limitOf(plan.guardrails, guardrail);
  const control = evidence.control?.[guardrail];
  const change = rateVerdict(look, guardrail, 'hold', what);
  if (limit === undefined || change === undefined) return undefined;
  if (!control || !isComparable(control)) return { ...change, against: 'change' };
  const alpha = othersAlpha(plan.guardrails);
  const log = logControlEvidence(control.spells);
  const badBelow = control.spells.reduce((sum, spell) => sum + spell.badBelow, 0);
  const badAbove = control.spells.reduce((sum, spell) => sum + spell.badAbove, 0);
  const seen = seenBy(look, guardrail, {
    verdict: log >= -Math.log(alpha) ? 'breached' : change.verdict === 'too-early' ? 'too-early' : 'holds',
    has: `${badBelow} exposed and ${badAbove} not, of ${control.below} exposed and ${control.above} not`,
  });
  return {
    guardrail,
    force: 'halt',
    wants: `no more than vehicles that are not exposed, on the same days (limit without them: ${shareText(limit)})`,
    of: control.below,
    bad: badBelow,
    limit,
    evidence: evidenceOf(log),
    line: 1 / alpha,
    against: 'control',
    ...seen,
  };
}
