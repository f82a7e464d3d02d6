import { durationText, type Instant, instant, isoOf } from '@tidings/vocabulary';
import type { StageEvidence } from './evidence.js';
import type { ContinuousUntil } from '../plan/plan.js';
import type { MovingRollout, OpenStage } from '../offers/rollout.js';
import type { Step, StepReason } from './step.js';
import { watchedFor } from './watched-time.js';

/** A rollout whose last stage is over offers to late joiners until its end rule says so. `holds` keep it as it is, not from its end. */
export function endOrHold(
  { plan, release }: MovingRollout,
  stage: OpenStage & { readonly doneAt: Instant },
  { lastOfferedAt }: StageEvidence,
  holds: readonly StepReason[],
  now: Instant,
): Step {
  const { doneAt } = stage;
  const until = plan.continuous?.until ?? { kind: 'instant', at: doneAt };
  const lastAt = instant(Math.max(doneAt, lastOfferedAt ?? doneAt));
  const wants = endText(until);
  const has = {
    instant: isoOf(now),
    withdrawn: `the release is ${release.state}`,
    quiet: `nobody since ${isoOf(lastAt)}`,
  }[until.kind];
  if (isOver(until, release.state, { lastAt, stage }, now))
    return { kind: 'complete', reasons: [{ code: 'end-reached', wants, has }] };
  return { kind: 'hold', reasons: [...holds, { code: 'late-joiners', wants, has }] };
}

function isOver(
  until: ContinuousUntil,
  release: string,
  { lastAt, stage }: { readonly lastAt: Instant; readonly stage: OpenStage },
  now: Instant,
): boolean {
  switch (until.kind) {
    case 'instant':
      return now >= until.at;
    case 'withdrawn':
      return release === 'withdrawn';
    case 'quiet':
      return now >= watchedFor(lastAt, until.lasts, stage);
  }
}

/** 'open for late joiners until ...'. */
export function endText(until: ContinuousUntil): string {
  switch (until.kind) {
    case 'instant':
      return `open for late joiners until ${isoOf(until.at)}`;
    case 'withdrawn':
      return 'open for late joiners until the release is withdrawn';
    case 'quiet':
      return `open for late joiners until nobody was offered it for ${durationText(until.lasts)}`;
  }
}
