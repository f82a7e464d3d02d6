import { after } from '@tidings/vocabulary';
import type { RolloutFacts } from '../offers/rollout.js';
import { ASK_AGAIN_AFTER, gate, type KeepingQuestion, type OpeningQuestion } from './gate.js';

/** Has nobody stopped all? One answer for every rollout; lifting it is nothing a rollout's revision tells, so it is asked again soon. */
export const notAllStopped = gate<
  Pick<OpeningQuestion | KeepingQuestion, 'rollout'> & Partial<Pick<OpeningQuestion, 'now'>>
>('not-all-stopped', ({ rollout: { facts }, now }) => ({
  passes: facts.stopAll === undefined,
  wants: 'no order to stop all',
  has: stopAllFact(facts),
  ...(facts.stopAll && now !== undefined && { until: after(now, ASK_AGAIN_AFTER) }),
}));

const stopAllFact = ({ stopAll }: RolloutFacts): string =>
  stopAll ? `stopped by ${stopAll.who}: ${stopAll.why}` : 'none';
