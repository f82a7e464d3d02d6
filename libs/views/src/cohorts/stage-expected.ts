import { type BasisPoints } from '@tidings/vocabulary';

/** How many vehicles a share is, before positions are drawn: a rollout's own id decides which, and so the exact number. */
export interface StageExpected {
  readonly share: BasisPoints;
  readonly vehicles: number;
  /** In 95 of 100 rollouts the number lies between these. */
  readonly atLeast: number;
  readonly atMost: number;
}

/** Positions are independent and uniform: the number below a share is binomial, here by its normal approximation (z = 1.96). */
export function expectedIn(count: number, share: BasisPoints): StageExpected {
  const part = share / 10_000;
  const around = 1.96 * Math.sqrt(count * part * (1 - part));
  return {
    share,
    vehicles: Math.round(count * part),
    atLeast: Math.max(Math.floor(count * part - around), 0),
    atMost: Math.min(Math.ceil(count * part + around), count),
  };
}
