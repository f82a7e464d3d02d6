import { after, type Duration, instant, type Instant } from '@tidings/vocabulary';
import { EVALUATION_HOLDS } from '../gates/evaluated.js';
import type { OpenStage } from '../offers/rollout.js';

/** A time in which nobody looked at a rollout: its conductor was dead, or could not reach the database. */
export interface Unwatched {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The stage as a conductor finds it that looks again: what passed since its last look was watched by nobody, if it is longer than a look holds.
 * `evaluatedAt`: its last look.
 */
export function watchedAgain(stage: OpenStage, evaluatedAt: Instant | undefined, now: Instant): OpenStage {
  const gap = evaluatedAt === undefined ? undefined : gapSince(evaluatedAt, now);
  return gap ? { ...stage, unwatched: [...(stage.unwatched ?? []), gap] } : stage;
}

/** Absent: the last look still holds. */
export const gapSince = (evaluatedAt: Instant, now: Instant): Unwatched | undefined =>
  now <= after(evaluatedAt, EVALUATION_HOLDS) ? undefined : { from: evaluatedAt, to: now };

/**
 * When so much time has been watched since that instant. A soak is time in which bad news would have been seen and acted on: while nobody
 * looked, nobody began either, and what passed proves nothing.
 */
export function watchedFor(since: Instant, length: Duration, { unwatched = [] }: OpenStage): Instant {
  let end = after(since, length);
  for (const { from, to } of unwatched) if (to > since && from < end) end = instant(end + to - Math.max(from, since));
  return end;
}
