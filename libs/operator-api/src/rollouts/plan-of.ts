import type { Plan } from '@tidings/rollout-engine';
import { basisPoints, hours, parseDuration, parseShare } from '@tidings/vocabulary';
import type { PlanRequest, StageRequest } from './plan-request.js';

/** A careful start, a look at a tenth, then everybody (rollouts.md: shares are settings of the rollout). */
const STAGES: readonly StageRequest[] = [{ share: '1%' }, { share: '10%' }, { share: '100%' }];

/** Enough that a rate of three times the limit would show in most cases, few enough that a small fleet gets there. */
const ANSWERS = 20;

/** In units of the house, with its defaults (rollouts.md, "Moving" and "Guardrails"). Errors: 'bad-share', 'bad-duration'. */
export function planOf(request: PlanRequest): Plan {
  const silentAfter = request.silentAfter === undefined ? hours(24) : parseDuration(request.silentAfter);
  return {
    stages: (request.stages ?? STAGES).map((stage) => ({
      share: parseShare(stage.share),
      soak: stage.soak === undefined ? silentAfter : parseDuration(stage.soak),
      minimumAnswers: stage.minimumAnswers ?? ANSWERS,
      needsApproval: stage.needsApproval ?? false,
    })),
    purpose: request.purpose ?? 'feature',
    priority: request.priority ?? 0,
    failureLimit: request.failureLimit === undefined ? basisPoints(200) : parseShare(request.failureLimit),
    silentAfter,
    inFlightAtFirst: request.inFlightAtFirst ?? 20,
    ...(request.window && { window: { opens: request.window.opens, closes: request.window.closes } }),
  };
}
