import type { Instant } from '@tidings/vocabulary';
import type { FailureClass } from './attempt.js';

/** Vehicles that started from one restart of the failure guardrail to the next, and those of them whose first verdict is a failure. */
export interface StartSegment {
  readonly started: number;
  readonly failed: number;
}

/** What the vehicles of a rollout have shown so far, counted; `started` = first fetch of the link, in the order of starts. */
export interface StageEvidence {
  readonly stageIndex: number;
  readonly openedAt: Instant;
  /** Started attempts since the rollout began. */
  readonly started: number;
  readonly installed: number;
  readonly failed: Readonly<Record<FailureClass, number>>;
  readonly contradicted: number;
  /**
   * Every vehicle once, at the place of its first start, whatever came of that try; a new segment begins with the first vehicle, the
   * first of a stage or a market, and every 250 (rollouts.md, "Guardrails"). Oldest first.
   */
  readonly segments: readonly StartSegment[];
  /** Outcomes of attempts that started while this stage was open. */
  readonly answersInStage: number;
  /** Started at least `silentAfter` ago, still open, neither poll nor report since then. */
  readonly silent: number;
  /** Started at least `silentAfter` ago. */
  readonly startedLongAgo: number;
  /** Of those, without an outcome. */
  readonly unresolved: number;
  /** A person said yes to the next stage. */
  readonly isNextApproved: boolean;
  /** Vehicles in the cohort now, and when the stage was prepared. */
  readonly cohortCount: number;
}
