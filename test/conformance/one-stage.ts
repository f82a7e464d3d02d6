import type { Plan } from '@tidings/rollout-engine';
import { basisPoints, days, hours } from '@tidings/vocabulary';

/** Everybody at once: the plan of the rollouts of this room. */
export const ONE_STAGE: Plan = {
  stages: [{ share: basisPoints(10_000), soak: days(2), minimumAnswers: 1, needsApproval: false }],
  purpose: 'feature',
  priority: 0,
  failureLimit: basisPoints(200),
  silentAfter: hours(24),
  inFlightAtFirst: 20,
};
