import type { BasisPoints, Duration, Instant } from '@tidings/vocabulary';
import type { FailureClass } from '../attempts/attempt.js';
import type { GuardrailSettings } from '../guardrails/guardrail-settings.js';

/** Class of a rollout, strongest first: class comes before priority, so that a recall never waits (rollouts.md). */
export const PURPOSES = ['recall', 'safety', 'security', 'quality', 'feature'] as const;
export type Purpose = (typeof PURPOSES)[number];

/**
 * Whom a stage exposes: everybody whose position is below a share of all places, the first so many of the cohort by position (counted
 * when the stage is prepared), or those who joined a named ring. Rings come before the random part and are never counted as random.
 */
export type StageExposure = { readonly share: BasisPoints } | { readonly count: number } | { readonly ring: string };

/** What a stage asks for, whomever it exposes. */
export interface StageTerms {
  /** Exposure grows in small steps over this long, by the conductor, each on fresh evidence. Absent: all at once. */
  readonly ramp?: Duration;
  /** How long the stage stays open at least before the next; in a ramp, from its last step. */
  readonly soak: Duration;
  /** How many started attempts must have an outcome before the next. */
  readonly minimumAnswers: number;
  /** A person must say yes after everything else says yes. */
  readonly needsApproval: boolean;
  /** How long behind the soak cars without an outcome may hold the stage before a person is asked. Absent: PATIENCE. */
  readonly patience?: Duration;
}

export type Stage = StageTerms & StageExposure;

/** Daily window in the vehicle's local time, 'HH:MM'; may pass midnight (22:00 to 05:00). */
export interface LocalWindow {
  readonly opens: string;
  readonly closes: string;
}

/** Days without new offers, in the vehicle's local calendar. */
export interface Freeze {
  /** First and last day, 'YYYY-MM-DD'; both are frozen. */
  readonly from: string;
  readonly to: string;
  /** ISO 3166-1 alpha-2. Absent: every market. */
  readonly markets?: readonly string[];
  readonly why: string;
}

/** When a failed vehicle may be offered the release again. */
export interface RetryPolicy {
  /** Tries in all, the first included. */
  readonly attempts: number;
  /** How long after the end of the try before. */
  readonly after: Duration;
  /** Which failures may be tried again. */
  readonly classes: readonly FailureClass[];
}

/** When a rollout that stays open for late joiners ends. */
export type ContinuousUntil =
  | { readonly kind: 'instant'; readonly at: Instant }
  /** When the release is withdrawn. */
  | { readonly kind: 'withdrawn' }
  /** When nobody was offered it for so long. */
  | { readonly kind: 'quiet'; readonly lasts: Duration };

/** What the owner has to do with it (rollouts.md, "Consent"). */
export const CONSENTS = ['tells', 'asks', 'workshop'] as const;
export type Consent = (typeof CONSENTS)[number];

export interface Plan {
  readonly stages: readonly Stage[];
  readonly purpose: Purpose;
  /** Higher goes first among rollouts of the same class. */
  readonly priority: number;
  /** Tolerated failure rate p0 of started vehicles. */
  readonly failureLimit: BasisPoints;
  /** Permitted to install and neither poll nor report for this long: silent, a bad outcome. */
  readonly silentAfter: Duration;
  /** Polls, but no progress for this long: stalled, a bad outcome. Absent: STALLED_AFTER. */
  readonly stalledAfter?: Duration;
  /** Open attempts at a time in the first stage; later at most twice the outcomes so far (never below this). */
  readonly inFlightAtFirst: number;
  readonly window?: LocalWindow;
  readonly freezes?: readonly Freeze[];
  /** The conductor opens the first stage then. Absent: a person does. */
  readonly startsAt?: Instant;
  /** Absent: a failed vehicle is not tried again. */
  readonly retry?: RetryPolicy;
  /** Absent: the rollout ends with its last stage. */
  readonly continuous?: { readonly until: ContinuousUntil };
  /** Absent: 'tells'. */
  readonly consent?: Consent;
  /** Absent members are the house's. */
  readonly guardrails?: GuardrailSettings;
  /** Bytes that may be offered in one full hour; absent: not counted. */
  readonly bytesPerHour?: number;
}
