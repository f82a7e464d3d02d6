import { logFailureEvidence } from './failure-evidence.js';
import { othersAlpha } from './guardrail-alpha.js';
import { limitOf, type LimitedGuardrail, type OwnerGuardrail } from './guardrail-settings.js';
import { atMost, type Force, type GuardrailVerdict } from './guardrail-verdict.js';
import { evidenceOf, type Look, seenBy, verdictOf } from './rate-verdicts.js';
import type { Tally } from '../steps/evidence.js';

/** Owners who say no, of all that were offered it: the next stage waits until a person has asked why. */
export const declinedVerdict = (look: Look): GuardrailVerdict | undefined =>
  tallyVerdict(look, 'declined', look.evidence.asked, 'of owners say no');

/**
 * What owners say of a car that has it. Who answers chooses to, and the unhappy may answer first, so this is no sample of owners: it
 * holds the next stage and asks a person, and never stops anything.
 */
export const answersVerdict = (
  look: Look,
  guardrail: Exclude<OwnerGuardrail, 'support'>,
  what: string,
): GuardrailVerdict | undefined => tallyVerdict(look, guardrail, look.evidence.answers?.[guardrail], what);

function tallyVerdict(
  look: Look,
  guardrail: LimitedGuardrail,
  { of, bad }: Tally = { of: 0, bad: 0 },
  what: string,
): GuardrailVerdict | undefined {
  const limit = limitOf(look.plan.guardrails, guardrail);
  if (limit === undefined) return undefined;
  const alpha = othersAlpha(look.plan.guardrails);
  const log = logFailureEvidence(of, bad, limit / 10_000);
  const force: Force = 'hold';
  return {
    guardrail,
    force,
    wants: atMost(limit, what),
    of,
    bad,
    limit,
    evidence: evidenceOf(log),
    line: 1 / alpha,
    against: 'limit',
    ...seenBy(look, guardrail, { verdict: verdictOf(log, alpha, of, limit), has: `${bad} of ${of}` }),
  };
}
