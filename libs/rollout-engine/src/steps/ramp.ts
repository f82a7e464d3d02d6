import { type Duration, milliseconds } from '@tidings/vocabulary';
import type { OpenRamp } from '../offers/rollout.js';

/** A ramp opens its stage in so many equal parts: small enough that one part is looked at before the next, few enough to be read. */
export const RAMP_STEPS = 50;

/** Positions below are exposed after so many steps; exact, because the product passes 2^53. */
export const rampThreshold = ({ from, to }: Pick<OpenRamp, 'from' | 'to'>, step: number): number =>
  from + Number((BigInt(to - from) * BigInt(step)) / BigInt(RAMP_STEPS));

/** The first part opens with the stage and the last at the end of the ramp, if nothing held it. */
export const rampStepEvery = (over: Duration): Duration => milliseconds(Math.ceil(over / (RAMP_STEPS - 1)));

/** Are there parts left? */
export const isGrowing = (ramp: OpenRamp | undefined): boolean => ramp !== undefined && ramp.step < RAMP_STEPS;
