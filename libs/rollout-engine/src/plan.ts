import type { BasisPoints, Duration } from '@tidings/vocabulary';
import type { GuardrailSettings } from './guardrail-settings.js';

/** Class of a rollout, strongest first: class comes before priority, so that a recall never waits (rollouts.md). */
export const PURPOSES = ['recall', 'safety', 'security', 'quality', 'feature'] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface Stage {
  /** Share of the cohort that is exposed once this stage is open; grows from stage to stage. */
  readonly share: BasisPoints;
  /** How long the stage stays open at least before the next. */
  readonly soak: Duration;
  /** How many started attempts must have an outcome before the next. */
  readonly minimumAnswers: number;
  /** A person must say yes after everything else says yes. */
  readonly needsApproval: boolean;
}

/** Daily window in the vehicle's local time, 'HH:MM'; may pass midnight (22:00 to 05:00). */
export interface LocalWindow {
  readonly opens: string;
  readonly closes: string;
}

export interface Plan {
  readonly stages: readonly Stage[];
  readonly purpose: Purpose;
  /** Higher goes first among rollouts of the same class. */
  readonly priority: number;
  /** Tolerated failure rate p0 of started vehicles. */
  readonly failureLimit: BasisPoints;
  /** Permitted to install and neither poll nor report for this long: silent, a bad outcome. */
  readonly silentAfter: Duration;
  /** Open attempts at a time in the first stage; later at most twice the outcomes so far (never below this). */
  readonly inFlightAtFirst: number;
  readonly window?: LocalWindow;
  readonly guardrails?: GuardrailSettings;
}
