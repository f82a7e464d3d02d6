import type { Plan } from '@tidings/rollout-engine';
import { basisPoints, minutes, seconds } from '@tidings/vocabulary';

/** A day in minutes: the same stages a careful plan has, so short that one can watch them. Silence is measured as shortly. */
export const DEMO_PLAN: Plan = {
  stages: [
    { share: basisPoints(200), soak: minutes(2), minimumAnswers: 20, needsApproval: false },
    { share: basisPoints(1_000), soak: minutes(3), minimumAnswers: 60, needsApproval: false },
    { share: basisPoints(3_500), soak: minutes(4), minimumAnswers: 200, needsApproval: false },
    { share: basisPoints(10_000), soak: minutes(5), minimumAnswers: 400, needsApproval: false },
  ],
  purpose: 'feature',
  priority: 0,
  failureLimit: basisPoints(200),
  silentAfter: seconds(90),
  inFlightAtFirst: 20,
};

/** Approved and not started: for whoever wants to press the button. */
export const DEMO_RECALL_PLAN: Plan = {
  ...DEMO_PLAN,
  purpose: 'recall',
  stages: [
    { share: basisPoints(500), soak: minutes(2), minimumAnswers: 20, needsApproval: false },
    { share: basisPoints(4_000), soak: minutes(3), minimumAnswers: 50, needsApproval: false },
    { share: basisPoints(10_000), soak: minutes(5), minimumAnswers: 100, needsApproval: false },
  ],
};
