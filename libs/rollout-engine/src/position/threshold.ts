import type { BasisPoints } from '@tidings/vocabulary';
import { POSITION_SPACE } from './position.js';

/** Positions below this integer are exposed at that share: floor(share x 2^52 / 10,000), exact because the product passes 2^53. */
export const thresholdOf = (share: BasisPoints): number => Number((BigInt(share) * BigInt(POSITION_SPACE)) / 10_000n);
