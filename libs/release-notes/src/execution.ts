import type { Day, Markdown } from './release-note.js';

/**
 * What the user of a vehicle must know before an update is executed: UN R156 7.2.2.2 (a) to (e), and what a person asks
 * besides. Fields are absent while a text is being written; `completeness` names the absent ones, the gate refuses them.
 */
export interface Execution {
  /** (a) The purpose in words; its class and criticality are members of the note. */
  readonly why?: Markdown | undefined;
  /** (b) What the update changes in the functions of the vehicle; may be left to the improvements. */
  readonly changes?: Markdown | undefined;
  /** (c) */
  readonly time?: ExpectedTime | undefined;
  /** (d) Functions that may not be available while it runs. */
  readonly unavailable?: Markdown | undefined;
  /** (e) Instructions and preconditions for a safe execution. */
  readonly instructions?: Markdown | undefined;
  readonly refusal?: Refusal | undefined;
  /** Whether and how the earlier version comes back. */
  readonly goingBack?: Markdown | undefined;
}

export interface ExpectedTime {
  readonly text: Markdown;
  /** Whole minutes, the middle car (p50). */
  readonly minutes: number;
  /** Whole minutes in which nine of ten cars are done (p90). */
  readonly mostMinutes?: number | undefined;
  /** 'tested' before the release, 'measured' by cars of the fleet. */
  readonly basis: 'tested' | 'measured';
}

export interface Refusal {
  readonly isAllowed: boolean;
  /** The last day to which it can be put off. */
  readonly deferUntil?: Day | undefined;
  readonly answer: Markdown;
  /** What happens if it is not installed. */
  readonly consequence: Markdown;
}
