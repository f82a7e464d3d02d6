import { type BasisPoints, type Duration, durationText, type Instant, shareText } from '@tidings/vocabulary';
import type { LimitedGuardrail } from './guardrail-settings.js';

export type GuardrailName = 'not-drivable' | 'failure-rate' | LimitedGuardrail;

/** What a breach does: order of force. */
export type Force = 'halt' | 'pause' | 'hold';

/**
 * blind: nothing came in to judge by, which is never green. too-early: a rate of three times the limit would show nothing yet in more than
 * one case of five.
 */
export type Verdict = 'holds' | 'breached' | 'too-early' | 'blind';

/** A guardrail as it stands, with what was compared. */
export interface GuardrailVerdict {
  readonly guardrail: GuardrailName;
  readonly verdict: Verdict;
  /** Of what is breached, what it does; of the others, what a breach would do. */
  readonly force: Force;
  readonly wants: string;
  readonly has: string;
  /** Vehicles (answers, for what owners say) looked at, and the bad ones of them. */
  readonly of: number;
  readonly bad: number;
  readonly limit?: BasisPoints;
  /** The evidence E and the line at which it is a breach; a count has none. */
  readonly evidence?: number;
  readonly line?: number;
  /** Vehicles on the same days that are not exposed; the limit; or, where there are too few of the former, the change. */
  readonly against: 'control' | 'limit' | 'change';
  /** When something last came in, for what lives of an intake. */
  readonly heardAt?: Instant;
}

/** 'nothing came in for 7d', as `has` of a blind guardrail. */
export const blindText = (blindAfter: Duration): string => `nothing came in for ${durationText(blindAfter)}`;

export const atMost = (limit: BasisPoints, what: string): string => `at most ${shareText(limit)} ${what}`;
