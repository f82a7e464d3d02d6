import { InvalidArgumentError } from 'commander';

/** A whole number from 0. Errors: InvalidArgumentError. */
export function parseCount(text: string): number {
  if (!/^\d{1,8}$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
}
