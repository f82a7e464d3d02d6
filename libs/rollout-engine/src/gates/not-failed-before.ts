import type { Attempt } from '../attempt.js';
import { gate, type OpeningQuestion } from './gate.js';

/**
 * Did no earlier attempt of this rollout end badly? An update that failed, was declined, contradicted itself or did not last is not
 * offered again and again. Cancelled, withdrawn and stopped by us are our doing: a new attempt may follow.
 */
export const notFailedBefore = gate<OpeningQuestion>(
  'not-failed-before',
  ({ attempts }) => {
    const bad = attempts.map(badEnding).find((ending) => ending !== undefined);
    return {
      passes: bad === undefined,
      wants: 'no earlier attempt that ended badly',
      has: bad ?? (attempts.length > 0 ? `${attempts.length} earlier, none ended badly` : 'none'),
    };
  },
  'attempts',
);

function badEnding({ state, wireNumber }: Attempt): string | undefined {
  if (state.kind === 'failed' && state.failure !== 'stopped-by-us')
    return `attempt ${wireNumber} failed (${state.failure}): ${state.cause}`;
  if (state.kind === 'contradicted') return `attempt ${wireNumber} contradicted itself: ${state.cause}`;
  // With an older version on board the next gates would let it in again: a car that went back is shown to a person instead.
  if (state.kind === 'installed') return `attempt ${wireNumber} was installed`;
  return undefined;
}
