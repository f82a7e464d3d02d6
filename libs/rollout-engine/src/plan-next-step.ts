import { after, DomainError, durationText, isoOf, type Instant } from '@tidings/vocabulary';
import type { StageEvidence } from './evidence.js';
import { breaches, sliceToHold } from './guardrails.js';
import type { Stage } from './plan.js';
import type { MovingRollout } from './rollout.js';
import type { Step, StepReason } from './step.js';

/**
 * What the conductor does next with a rollout, and why. Order of force: halt, pause, hold a slice, hold, advance (rollouts.md, "Moving").
 * A person's approval is the last gate: it is asked for when everything else says yes.
 * Complete: the last stage is over and every started vehicle has an outcome.
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
  const holds = [...breached.hold, ...timeAndAnswers(current, evidence, now)];
  if (holds.length > 0) return { kind: 'hold', reasons: holds };
  const isLast = stage.index === plan.stages.length - 1;
  return isLast ? completeOrHold(rollout) : advanceOrHold(current, evidence);
}

function timeAndAnswers({ soak, minimumAnswers }: Stage, evidence: StageEvidence, now: Instant): readonly StepReason[] {
  const reasons: StepReason[] = [];
  if (now < after(evidence.openedAt, soak))
    reasons.push({
      code: 'soak',
      wants: `open for ${durationText(soak)}`,
      has: `open since ${isoOf(evidence.openedAt)}`,
    });
  if (evidence.answersInStage < minimumAnswers)
    reasons.push({ code: 'answers', wants: `${minimumAnswers} answers`, has: String(evidence.answersInStage) });
  return reasons;
}

function completeOrHold({ tally }: MovingRollout): Step {
  if (tally.open > 0)
    return {
      kind: 'hold',
      reasons: [{ code: 'unresolved', wants: 'every offered vehicle has an outcome', has: `${tally.open} without` }],
    };
  return { kind: 'complete', reasons: [{ code: 'last-stage-done', wants: 'the last stage over', has: 'over' }] };
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
