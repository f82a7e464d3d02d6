import { before, type Instant, shareText } from '@tidings/vocabulary';
import type { StageEvidence, StartSignal } from '../steps/evidence.js';
import { FAILURE_ALPHA, othersAlpha } from './guardrail-alpha.js';
import { BLIND_AFTER, limitOf, type LimitedGuardrail } from './guardrail-settings.js';
import { atMost, blindText, type Force, type GuardrailVerdict, type Verdict } from './guardrail-verdict.js';
import type { Plan } from '../plan/plan.js';
import { type Observed, restartedEvidence } from './restarted-evidence.js';

/** All a verdict looks at. */
export interface Look {
  readonly plan: Plan;
  readonly evidence: StageEvidence;
  readonly now: Instant;
}

/** A count and not a rate: one car that cannot drive holds, two halt, whatever the others do. */
export function notDrivableVerdict({ evidence }: Look): GuardrailVerdict {
  const bad = evidence.failed['not-drivable'];
  return {
    guardrail: 'not-drivable',
    verdict: bad > 0 ? 'breached' : 'holds',
    force: bad === 1 ? 'hold' : 'halt',
    wants: bad === 1 ? 'no vehicle that cannot drive' : 'at most one vehicle that cannot drive',
    has: String(bad),
    of: evidence.started,
    bad,
    against: 'limit',
  };
}

export function failureRateVerdict({ plan, evidence }: Look): GuardrailVerdict {
  const { segments } = evidence;
  const { log, strongest } = restartedEvidence(segments, plan.failureLimit / 10_000, evidence);
  const all = sumOf(segments);
  return {
    guardrail: 'failure-rate',
    verdict: verdictOf(log, FAILURE_ALPHA, all.started, plan.failureLimit),
    force: 'halt',
    wants: `at most ${shareText(plan.failureLimit)} of started vehicles fail`,
    has: lateText(all, strongest, ' failed'),
    of: all.started,
    bad: all.failed,
    limit: plan.failureLimit,
    evidence: evidenceOf(log),
    line: 1 / FAILURE_ALPHA,
    against: 'limit',
  };
}

/** One kind of trouble against its limit, in the order of starts, with restarts; undefined: not watched. */
export function rateVerdict(
  look: Look,
  guardrail: StartSignal,
  force: Force,
  what: string,
): GuardrailVerdict | undefined {
  const { plan, evidence } = look;
  const limit = limitOf(plan.guardrails, guardrail);
  if (limit === undefined) return undefined;
  const alpha = othersAlpha(plan.guardrails);
  const segments = evidence.segments.map(({ started, signals }) => ({ started, failed: signals?.[guardrail] ?? 0 }));
  const { log, strongest } = restartedEvidence(segments, limit / 10_000, { spentBefore: evidence.spentBefore ?? 0 });
  const all = sumOf(segments);
  const verdict = verdictOf(log, alpha, all.started, limit);
  return {
    guardrail,
    force,
    wants: atMost(limit, what),
    of: all.started,
    bad: all.failed,
    limit,
    evidence: evidenceOf(log),
    line: 1 / alpha,
    against: 'limit',
    ...seenBy(look, guardrail, { verdict, has: lateText(all, strongest, '') }),
  };
}

/** What an intake that says nothing makes of a verdict: a breach stays one, anything else is blind. */
export function seenBy(
  { plan, evidence, now }: Look,
  guardrail: LimitedGuardrail,
  seen: { readonly verdict: Verdict; readonly has: string },
): Pick<GuardrailVerdict, 'verdict' | 'has' | 'heardAt'> {
  if (!LIVES_OF_INTAKE.has(guardrail)) return seen;
  const heardAt = evidence.intakes?.[guardrail];
  const blindAfter = plan.guardrails?.blindAfter ?? BLIND_AFTER;
  const isBlind = heardAt === undefined || heardAt < before(now, blindAfter);
  return {
    ...(isBlind && seen.verdict !== 'breached' ? { verdict: 'blind', has: blindText(blindAfter) } : seen),
    ...(heardAt !== undefined && { heardAt }),
  };
}

const LIVES_OF_INTAKE: ReadonlySet<LimitedGuardrail> = new Set(['health', 'effort', 'better', 'clarity', 'support']);

/** Too early: three times the limit would show no bad vehicle at all in more than one case of five. */
export function verdictOf(log: number, alpha: number, of: number, limit: number): Verdict {
  if (log >= -Math.log(alpha)) return 'breached';
  return of * Math.log1p(-Math.min(0.99, (3 * limit) / 10_000)) > Math.log(0.2) ? 'too-early' : 'holds';
}

/** JSON knows no infinity. */
export const evidenceOf = (log: number): number => Math.exp(Math.min(log, 600));

const sumOf = (segments: readonly Observed[]): Observed => ({
  started: segments.reduce((sum, { started }) => sum + started, 0),
  failed: segments.reduce((sum, { failed }) => sum + failed, 0),
});

/** Where the last vehicles speak, a long good history before them is told apart. */
function lateText(all: Observed, { started, failed }: Observed, did: string): string {
  return started === all.started
    ? `${failed} of ${started}${did}`
    : `${failed} of the last ${started}${did}, ${all.failed} of ${all.started} in all`;
}
