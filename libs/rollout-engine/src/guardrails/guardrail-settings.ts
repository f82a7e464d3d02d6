import { basisPoints, days, type BasisPoints, type Duration } from '@tidings/vocabulary';

/**
 * Guardrails that watch a share of vehicles, beside not-drivable (a count) and the failure rate (the plan's `failureLimit`):
 * two classes of failure alone, failed downloads, what the conductor sees of silence and progress, a car that went back to its old
 * version, signals of its health after the installation, and owners who say no.
 */
export const RATE_GUARDRAILS = [
  'degraded',
  'refused-by-vehicle',
  'download',
  'silent',
  'stalled',
  'rollback',
  'health',
  'declined',
] as const;
export type RateGuardrail = (typeof RATE_GUARDRAILS)[number];

/** What owners say: effort, "is it better?", clarity, and whether they needed help. They may hold a stage, and never stop anything. */
export const OWNER_GUARDRAILS = ['effort', 'better', 'clarity', 'support'] as const;
export type OwnerGuardrail = (typeof OWNER_GUARDRAILS)[number];

export const LIMITED_GUARDRAILS = [...RATE_GUARDRAILS, ...OWNER_GUARDRAILS] as const;
export type LimitedGuardrail = RateGuardrail | OwnerGuardrail;

/** What a plan says of its guardrails; what it leaves out is the house's. */
export interface GuardrailSettings {
  /** Tolerated share of vehicles (of answers, for what owners say); 'off': not watched. */
  readonly limits?: Partial<Readonly<Record<LimitedGuardrail, BasisPoints | 'off'>>>;
  /** A guardrail that lives of an intake is blind when nothing came in for this long. */
  readonly blindAfter?: Duration;
}

/** A watched guardrail's limit; undefined: not watched. */
export function limitOf(settings: GuardrailSettings | undefined, guardrail: LimitedGuardrail): BasisPoints | undefined {
  const limit = settings?.limits?.[guardrail] ?? HOUSE_LIMITS[guardrail];
  return limit === 'off' ? undefined : limit;
}

/**
 * The house's limits. Classes of failure have none of their own: the failure limit counts them. A car that goes back or is unwell after an
 * update is worse than one that refuses it, so half of the failure limit. One owner in five may say no before a person asks why.
 */
export const HOUSE_LIMITS: Readonly<Record<LimitedGuardrail, BasisPoints | 'off'>> = {
  degraded: 'off',
  'refused-by-vehicle': 'off',
  download: basisPoints(200),
  silent: basisPoints(200),
  stalled: basisPoints(200),
  rollback: basisPoints(100),
  health: basisPoints(100),
  declined: basisPoints(2_000),
  effort: basisPoints(3_000),
  better: basisPoints(3_000),
  clarity: basisPoints(3_000),
  support: basisPoints(500),
};

/** An intake that says nothing for a week is taken for broken. */
export const BLIND_AFTER = days(7);
