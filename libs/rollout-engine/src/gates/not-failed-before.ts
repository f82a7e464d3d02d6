import { after, isoOf, type Instant } from '@tidings/vocabulary';
import type { Attempt } from '../attempts/attempt.js';
import type { GateAnswer } from '../offers/decision.js';
import type { RetryPolicy } from '../plan/plan.js';
import { gate, type OpeningQuestion } from './gate.js';

/**
 * Did no earlier attempt of this rollout end badly, or may it be tried again? An update that contradicted itself or did not last is shown
 * to a person instead; one that failed is tried again as the plan's retry policy says, and never more often. Cancelled, withdrawn,
 * superseded, deferred and stopped by us were no tries of the vehicle's: a new attempt may follow. What was declined, the owner decides.
 */
export const notFailedBefore = gate<OpeningQuestion>(
  'not-failed-before',
  ({ attempts, rollout, now }) => {
    const { retry } = rollout.facts.plan;
    const final = attempts.map((attempt) => finalEnding(attempt, retry)).find((ending) => ending !== undefined);
    const wants = wantsText(retry);
    if (final !== undefined) return { passes: false, wants, has: final };
    const failures = attempts.filter(isFailure);
    const has = failures.length > 0 ? `${failures.length} failed` : nothingBad(attempts);
    if (retry === undefined || failures.length === 0) return { passes: true, wants, has };
    if (failures.length >= retry.attempts) return { passes: false, wants, has: `${has}: ${lastCause(failures)}` };
    return again(retry, failures, { wants, has }, now);
  },
  'attempts',
);

function again(
  retry: RetryPolicy,
  failures: readonly Attempt[],
  texts: Pick<GateAnswer, 'wants' | 'has'>,
  now: Instant,
): Omit<GateAnswer, 'gate'> {
  const lastEnd = Math.max(...failures.map(({ closedAt, offeredAt }) => closedAt ?? offeredAt)) as Instant;
  const from = after(lastEnd, retry.after);
  if (now >= from) return { passes: true, ...texts };
  return { passes: false, wants: texts.wants, has: `${texts.has}, the last ${isoOf(lastEnd)}`, until: from };
}

const wantsText = (retry: RetryPolicy | undefined): string =>
  retry === undefined
    ? 'no earlier attempt that ended badly'
    : `fewer than ${retry.attempts} failed tries of ${retry.classes.join(', ')}, and none of another kind`;

const nothingBad = (attempts: readonly Attempt[]): string =>
  attempts.length > 0 ? `${attempts.length} earlier, none ended badly` : 'none';

const isFailure = ({ state }: Attempt): boolean => state.kind === 'failed' && state.failure !== 'stopped-by-us';

const lastCause = (failures: readonly Attempt[]): string => {
  const state = failures.at(-1)!.state;
  return state.kind === 'failed' ? state.cause : '';
};

/** What no policy tries again. */
function finalEnding({ state, wireNumber }: Attempt, retry: RetryPolicy | undefined): string | undefined {
  switch (state.kind) {
    case 'failed':
      return state.failure === 'stopped-by-us' || retry?.classes.includes(state.failure) === true
        ? undefined
        : `attempt ${wireNumber} failed (${state.failure}): ${state.cause}`;
    case 'contradicted':
      return `attempt ${wireNumber} contradicted itself: ${state.cause}`;
    // With an older version on board the next gates would let it in again: a car that went back is shown to a person instead.
    case 'offered':
    case 'downloading':
    case 'downloaded':
    case 'installing':
    case 'silent':
    case 'stalled':
    case 'cancelled':
    case 'withdrawn':
    case 'superseded':
    case 'declined':
    case 'deferred':
      return undefined;
    default:
      return `attempt ${wireNumber} was ${state.kind}`;
  }
}
