import {
  type ContinuousUntil,
  type Freeze,
  type Plan,
  PLAN_TEMPLATES,
  type PlanProblem,
  type RetryPolicy,
  type Stage,
  type StageExposure,
} from '@tidings/rollout-engine';
import { DomainError, type Duration, hours, parseDuration, parseInstant, parseShare } from '@tidings/vocabulary';
import { guardrailSettingsOf } from './guardrail-settings-request.js';
import type { ContinuousRequest, FreezeRequest, RetryRequest } from './plan-part-requests.js';
import type { PlanRequest } from './plan-request.js';
import type { OPTIONAL_PARTS } from './revise-plan-request.js';
import type { StageRequest } from './stage-request.js';

/** Enough that a stage waits for somebody, few enough that a small fleet gets there. */
const ANSWERS = 20;

/**
 * In units of the house: what is left out is the template's, and without one the standard's (docs/plans.md). Errors: 'bad-share',
 * 'bad-duration', 'bad-instant', 'plan-not-workable' for what no plan can say.
 */
export const planOf = (request: PlanRequest): Plan =>
  planUpon(PLAN_TEMPLATES[request.template ?? 'standard'].plan, request);

/** The same upon a plan there is: what is left out stays, unless a template is named or the part is to go. Errors: as planOf. */
export function revisedPlan(
  plan: Plan,
  request: PlanRequest,
  without: readonly (typeof OPTIONAL_PARTS)[number][] = [],
): Plan {
  const base = request.template === undefined ? plan : PLAN_TEMPLATES[request.template].plan;
  const kept = Object.entries(base).filter(([part]) => !(without as readonly string[]).includes(part));
  return planUpon(Object.fromEntries(kept) as unknown as Plan, request);
}

function planUpon(base: Plan, request: PlanRequest): Plan {
  const silentAfter = request.silentAfter === undefined ? base.silentAfter : parseDuration(request.silentAfter);
  const { window, retry, continuous } = request;
  return {
    ...base,
    stages: request.stages?.map((stage, index) => stageOf(stage, index, silentAfter)) ?? soaking(base, silentAfter),
    ...(request.purpose !== undefined && { purpose: request.purpose }),
    ...(request.priority !== undefined && { priority: request.priority }),
    ...(request.failureLimit !== undefined && { failureLimit: parseShare(request.failureLimit) }),
    silentAfter,
    ...(request.stalledAfter !== undefined && { stalledAfter: parseDuration(request.stalledAfter) }),
    ...(request.inFlightAtFirst !== undefined && { inFlightAtFirst: request.inFlightAtFirst }),
    ...(window && { window: { opens: window.opens, closes: window.closes } }),
    ...(request.freezes && { freezes: request.freezes.map(freezeOf) }),
    ...(request.startsAt !== undefined && { startsAt: parseInstant(request.startsAt) }),
    ...(request.consent !== undefined && { consent: request.consent }),
    ...(request.bytesPerHour !== undefined && { bytesPerHour: request.bytesPerHour }),
    ...(retry && { retry: retryOf(retry) }),
    ...(request.guardrails && { guardrails: guardrailSettingsOf(request.guardrails) }),
    ...(continuous && { continuous: { until: untilOf(continuous) } }),
  };
}

/** A template's stages that soak as long as silence takes go on doing so when silence is set. */
const soaking = ({ stages, silentAfter: before }: Plan, silentAfter: Duration): readonly Stage[] =>
  stages.map((stage) => (stage.soak === before ? { ...stage, soak: silentAfter } : stage));

const stageOf = (stage: StageRequest, index: number, silentAfter: Duration): Stage => ({
  ...exposureOf(stage, index),
  ...(stage.ramp !== undefined && { ramp: parseDuration(stage.ramp) }),
  soak: stage.soak === undefined ? silentAfter : parseDuration(stage.soak),
  minimumAnswers: stage.minimumAnswers ?? ANSWERS,
  needsApproval: stage.needsApproval ?? false,
  ...(stage.patience !== undefined && { patience: parseDuration(stage.patience) }),
});

function exposureOf({ share, count, ring }: StageRequest, index: number): StageExposure {
  const given: StageExposure[] = [];
  if (share !== undefined) given.push({ share: parseShare(share) });
  if (count !== undefined) given.push({ count });
  if (ring !== undefined) given.push({ ring });
  const [exposure, ...others] = given;
  if (exposure === undefined || others.length > 0)
    throw notSayable({
      at: `stages.${index}`,
      rule: 'exposure-not-one',
      says: 'a stage exposes a share, a count or a ring: exactly one of them',
    });
  return exposure;
}

const freezeOf = ({ from, to, markets, why }: FreezeRequest): Freeze => ({
  from,
  to,
  ...(markets && { markets }),
  why,
});

const retryOf = ({ attempts, after, classes }: RetryRequest): RetryPolicy => ({
  attempts: attempts ?? 2,
  after: after === undefined ? hours(24) : parseDuration(after),
  classes,
});

function untilOf({ until, at, quietFor }: ContinuousRequest): ContinuousUntil {
  if (until === 'withdrawn') return { kind: 'withdrawn' };
  if (until === 'instant' && at !== undefined) return { kind: 'instant', at: parseInstant(at) };
  if (until === 'quiet' && quietFor !== undefined) return { kind: 'quiet', lasts: parseDuration(quietFor) };
  throw notSayable({
    at: 'continuous',
    rule: 'quiet-out-of-range',
    says: 'until an instant needs "at", until it is quiet needs "quietFor"',
  });
}

const notSayable = (problem: PlanProblem): DomainError => new DomainError('plan-not-workable', { problems: [problem] });
