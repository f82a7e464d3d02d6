import type { Branded } from './branded.js';
import { DomainError } from './domain-error.js';

/** A share in ten-thousandths, a whole number from 0 to 10,000: ratios are compared in whole numbers. */
export type BasisPoints = Branded<number, 'BasisPoints'>;

/** Errors: 'bad-share' unless a whole number from 0 to 10,000. */
export function basisPoints(n: number): BasisPoints {
  if (!Number.isInteger(n) || n < 0 || n > 10_000) throw new DomainError('bad-share', { share: n });
  return n as BasisPoints;
}

/** '1%', '0.05%', '100%'. Errors: 'bad-share'. */
export function parseShare(text: string): BasisPoints {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?\s?%$/.exec(text.trim());
  if (!match) throw new DomainError('bad-share', { share: text });
  return basisPoints(Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')));
}

/** 50 -> '0.5%'. */
export const shareText = (share: BasisPoints): string => `${share / 100}%`;
