import type { Instant } from '@tidings/vocabulary';
import type { FailureClass } from '../attempts/attempt.js';
import type { ControlEvidence } from '../guardrails/compared-with-control.js';
import type { LimitedGuardrail, OwnerGuardrail } from '../guardrails/guardrail-settings.js';
import type { SliceLook } from '../guardrails/guilty-slice.js';

/** What is counted of started vehicles beside the first verdict; each at most once a vehicle, whatever came of its tries. */
export type StartSignal = Exclude<LimitedGuardrail, 'declined' | 'effort' | 'better' | 'clarity'>;

/** Vehicles that started from one restart of the failure guardrail to the next, and those of them whose first verdict is a failure. */
export interface StartSegment {
  readonly started: number;
  readonly failed: number;
  /** Absent: none. */
  readonly signals?: Partial<Readonly<Record<StartSignal, number>>>;
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
   * first of a stage or a market, and every 250 (rollouts.md, "Guardrails"). Oldest first; those of the plan's present version only.
   */
  readonly segments: readonly StartSegment[];
  /** Places of the latest failed vehicles in the order of starts, counted from the first of `segments`; oldest first. Absent: none. */
  readonly failedAt?: readonly number[];
  /** Segments of earlier versions of the plan. */
  readonly spentBefore?: number;
  /** Outcomes of attempts that started while this stage was open. */
  readonly answersInStage: number;
  /** Started at least `silentAfter` ago, still open, neither poll nor report since then. */
  readonly silent: number;
  /** Started at least `silentAfter` ago. */
  readonly startedLongAgo: number;
  /** Of those, without an outcome. */
  readonly unresolved: number;
  /**
   * The same three of the vehicles that started while this stage was open: a long good history hides none of its dead. Absent in steps
   * recorded before it was counted.
   */
  readonly inStage?: { readonly startedLongAgo: number; readonly unresolved: number; readonly silent: number };
  /** When a vehicle was offered the release last, started or not. */
  readonly lastOfferedAt?: Instant;
  /** A person said yes to the next stage. */
  readonly isNextApproved: boolean;
  /** Vehicles in the cohort now, and when the stage was prepared. */
  readonly cohortCount: number;
  /** Vehicles that were offered it, and those whose owner said no. */
  readonly asked?: Tally;
  /** What owners of vehicles with it answered, and how many of the answers are bad. */
  readonly answers?: Partial<Readonly<Record<Exclude<OwnerGuardrail, 'support'>, Tally>>>;
  /** When something last came in for a guardrail that lives of an intake. */
  readonly intakes?: Partial<Readonly<Record<LimitedGuardrail, Instant>>>;
  /** Vehicles that are not exposed, on the same days. Absent: nothing to compare with yet. */
  readonly control?: Partial<Readonly<Record<'silent' | 'health', ControlEvidence>>>;
  /** There when the sub-cohort finder has its next look. */
  readonly sliceLook?: SliceLook;
}

export interface Tally {
  readonly of: number;
  readonly bad: number;
}
