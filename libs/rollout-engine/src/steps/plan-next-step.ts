import { after, DomainError, durationText, type Instant, isoOf, milliseconds } from '@tidings/vocabulary';
import type { StageEvidence } from './evidence.js';
import { endOrHold, endText } from './continuous.js';
import { breaches, sliceToHold } from '../guardrails/guardrails.js';
import { PATIENCE } from '../plan/plan-defaults.js';
import type { Plan, Stage } from '../plan/plan.js';
import { isGrowing, RAMP_STEPS, rampStepEvery } from './ramp.js';
import type { MovingRollout, OpenRamp, OpenStage } from '../offers/rollout.js';
import type { Step, StepReason } from './step.js';
import { watchedFor } from './watched-time.js';

/**
 * What the conductor does next with a rollout, and why. Order of force: halt, pause, hold a slice, hold, advance (rollouts.md, "Moving").
 * A person's approval is the last gate: it is asked for when everything else says yes.
 * A soak counts from the last resume: while a rollout is paused nobody begins, and nothing is learned of the stage. Only watched time counts: a
 * conductor that comes back finds the soak where it left it.
 * Complete: the last stage is over, nobody was offered it for as long as its soak, and every offered vehicle has an outcome, or has had
 * patience enough; a continuous plan stays open for late joiners until its end rule says so. A cohort is counted, so its offers end.
 * Errors: 'revision-conflict' when the evidence is not of the open stage: read both again.
 */
export function planNextStep(rollout: MovingRollout, evidence: StageEvidence, now: Instant): Step {
  const { state, stage, plan } = rollout;
  if (state.kind !== 'running' || stage === undefined)
    return { kind: 'hold', reasons: [{ code: 'not-running', wants: 'a running rollout', has: state.kind }] };
  const current = plan.stages[stage.index];
  if (current === undefined || stage.index !== evidence.stageIndex)
    throw new DomainError('revision-conflict', { openStage: stage.index, evidenceOf: evidence.stageIndex });
  const breached = breaches(rollout, evidence, now);
  if (breached.halt.length > 0) return { kind: 'halt', reasons: breached.halt };
  if (breached.pause.length > 0) return { kind: 'pause', reasons: breached.pause };
  const guilty = sliceToHold(rollout, evidence);
  if (guilty) return { kind: 'hold-slice', ...guilty };
  const holds = [...breached.hold, ...growthReasons(rollout)];
  if (stage.doneAt !== undefined) return endOrHold(rollout, { ...stage, doneAt: stage.doneAt }, evidence, holds, now);
  if (stage.ramp && isGrowing(stage.ramp)) return growOrHold(stage.ramp, holds, now);
  const since = soaksSince(rollout, stage, evidence);
  const soakEnd = watchedFor(since, current.soak, stage);
  const waits = [
    ...holds,
    ...timeAndAnswers(current, { since, soakEnd }, evidence, now),
    ...deathReasons(rollout, stage, evidence),
  ];
  const isPatient = now < after(soakEnd, current.patience ?? PATIENCE);
  if (waits.length > 0)
    return { kind: 'hold', reasons: [...waits, ...(isPatient ? [] : patienceReasons(waits, evidence))] };
  return isLast(stage, plan)
    ? completeOrHold(rollout, { current, stage }, evidence, isPatient, now)
    : advanceOrHold(current, evidence);
}

/** The soak of a ramp begins with its last part. */
function soaksSince({ state }: MovingRollout, { ramp }: OpenStage, { openedAt }: StageEvidence): Instant {
  const lastStepAt = ramp?.steppedAt ?? openedAt;
  return state.kind === 'running' && state.since !== undefined && state.since > lastStepAt ? state.since : lastStepAt;
}

const isLast = ({ index }: OpenStage, { stages }: Plan): boolean => index === stages.length - 1;

/** A stage that is full has met vehicles that nobody counted. */
function growthReasons({ stage, tally }: MovingRollout): readonly StepReason[] {
  if (stage === undefined || stage.cap === 0 || tally.offered < stage.cap) return [];
  const wants = 'a cohort that has grown by less than a tenth since it was counted; a person approves a new count';
  return [{ code: 'cohort-grew', wants, has: `${tally.offered} offered, the stage's cap` }];
}

/** A part that is held comes later, and the parts behind it later too: a ramp never catches up at once. */
function growOrHold(ramp: OpenRamp, holds: readonly StepReason[], now: Instant): Step {
  const dueAt = after(ramp.steppedAt, rampStepEvery(ramp.over));
  const has = `${ramp.step} of ${RAMP_STEPS} since ${isoOf(ramp.steppedAt)}`;
  const early: readonly StepReason[] =
    now < dueAt ? [{ code: 'ramp', wants: `the next part of the ramp at ${isoOf(dueAt)}`, has }] : [];
  if (holds.length + early.length > 0) return { kind: 'hold', reasons: [...holds, ...early] };
  const reasons: readonly StepReason[] = [
    { code: 'ramp-step-due', wants: `the ramp's next part at ${isoOf(dueAt)}, and guardrails that hold`, has },
  ];
  return { kind: 'grow', toRampStep: ramp.step + 1, reasons };
}

function timeAndAnswers(
  { soak, minimumAnswers }: Stage,
  { since, soakEnd }: { readonly since: Instant; readonly soakEnd: Instant },
  evidence: StageEvidence,
  now: Instant,
): readonly StepReason[] {
  const reasons: StepReason[] = [];
  if (now < soakEnd)
    reasons.push({
      code: 'soak',
      wants: `open for ${durationText(soak)}`,
      has: `open since ${isoOf(since)}${unwatchedText(soakEnd - after(since, soak))}`,
    });
  if (evidence.answersInStage < minimumAnswers)
    reasons.push({ code: 'answers', wants: `${minimumAnswers} answers`, has: String(evidence.answersInStage) });
  // Answers come first from cars that are well: whoever started too lately to be silent yet says nothing of the dead.
  else if (evidence.inStage && evidence.inStage.startedLongAgo < minimumAnswers)
    reasons.push(startedLongAgo(minimumAnswers, '', evidence.inStage.startedLongAgo));
  return reasons;
}

const unwatchedText = (length: number): string =>
  length > 0 ? `, of which nobody watched ${durationText(milliseconds(length))}` : '';

/** Of so many vehicles half of which are dead, none shows it in one case of a million; of ten, in one of a thousand (docs/guardrails.md). */
const ENOUGH_TO_SHOW_DEATH = 20;

/**
 * However few answers a plan wants: no stage is opened behind one that may be half dead and does not show it yet. Where nobody is without an
 * outcome nobody is dead: a ring of five may go on. Behind the last stage nothing opens.
 */
function deathReasons(
  { tally, plan }: MovingRollout,
  stage: OpenStage,
  { inStage }: StageEvidence,
): readonly StepReason[] {
  if (!inStage || inStage.startedLongAgo >= ENOUGH_TO_SHOW_DEATH || tally.open === 0 || isLast(stage, plan)) return [];
  const has = `${inStage.startedLongAgo}, and ${tally.open} without an outcome`;
  return [startedLongAgo(ENOUGH_TO_SHOW_DEATH, ', or nobody without an outcome', has)];
}

const startedLongAgo = (count: number, or: string, has: number | string): StepReason => ({
  code: 'answers',
  wants: `${count} vehicles that started long enough ago to be silent${or}`,
  has: String(has),
});

/** Cars that do not answer cannot hold a stage for ever: a person looks at them by name and decides. */
function patienceReasons(waits: readonly StepReason[], evidence: StageEvidence): readonly StepReason[] {
  if (!waits.every(({ code }) => code === 'unresolved' || code === 'silent' || code === 'answers')) return [];
  const has = `${evidence.unresolved} of ${evidence.startedLongAgo} unresolved, ${evidence.answersInStage} answers`;
  return [{ code: 'patience', wants: 'a person who decides about the cars without an outcome', has }];
}

function completeOrHold(
  { tally, plan }: MovingRollout,
  { current: { soak }, stage }: { readonly current: Stage; readonly stage: OpenStage },
  { lastOfferedAt }: StageEvidence,
  isPatient: boolean,
  now: Instant,
): Step {
  // Cars come as the pace lets them and as they are driven: a stage that still finds some is not over.
  if (lastOfferedAt !== undefined && now < watchedFor(lastOfferedAt, soak, stage)) {
    const wants = `nobody offered it for ${durationText(soak)}`;
    return { kind: 'hold', reasons: [{ code: 'still-coming', wants, has: `somebody at ${isoOf(lastOfferedAt)}` }] };
  }
  if (tally.open > 0 && isPatient)
    return {
      kind: 'hold',
      reasons: [{ code: 'unresolved', wants: 'every offered vehicle has an outcome', has: `${tally.open} without` }],
    };
  const has = tally.open > 0 ? `over, and patience with ${tally.open} cars without an outcome too` : 'over';
  const done: StepReason = { code: 'last-stage-done', wants: 'the last stage over', has };
  if (plan.continuous === undefined) return { kind: 'complete', reasons: [done] };
  const reason: StepReason = {
    code: 'late-joiners',
    wants: endText(plan.continuous.until),
    has: 'open for late joiners',
  };
  return { kind: 'continue', reasons: [done, reason] };
}

function advanceOrHold({ needsApproval }: Stage, evidence: StageEvidence): Step {
  if (needsApproval && !evidence.isNextApproved)
    return { kind: 'hold', reasons: [{ code: 'approval', wants: 'a person who says yes', has: 'nobody yet' }] };
  const has = `${evidence.answersInStage} answers, ${evidence.unresolved} of ${evidence.startedLongAgo} unresolved`;
  return {
    kind: 'advance',
    toStage: evidence.stageIndex + 1,
    reasons: [{ code: 'evidence-complete', wants: 'soak, answers and guardrails', has }],
  };
}
