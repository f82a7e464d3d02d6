import type { Instant } from '@tidings/vocabulary';
import type { FailureClass } from './attempt.js';

/** What the vehicles of a rollout have shown so far, counted; `started` = first fetch of the link, in the order of starts. */
export interface StageEvidence {
  readonly stageIndex: number;
  readonly openedAt: Instant;
  /** Started attempts since the rollout began. */
  readonly started: number;
  readonly installed: number;
  readonly failed: Readonly<Record<FailureClass, number>>;
  readonly contradicted: number;
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
