import { InvalidArgumentError } from 'commander';

/** Days without new offers, in the words of the release desk. */
export interface TypedFreeze {
  readonly from: string;
  readonly to: string;
  readonly markets?: readonly string[];
  readonly why: string;
}

/**
 * '2026-12-20..2027-01-06:Christmas', or '2026-12-20..2027-01-06:SE+NO:Christmas' for some markets. May be given several times.
 * Errors: InvalidArgumentError.
 */
export function parseFreeze(text: string, before: readonly TypedFreeze[] = []): readonly TypedFreeze[] {
  const [, from, to, markets, why] =
    /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d):(?:([A-Z]{2}(?:\+[A-Z]{2})*):)?(.+)$/.exec(text.trim()) ?? [];
  if (from === undefined || to === undefined || why === undefined)
    throw new InvalidArgumentError(
      'Write FROM..TO:WHY, as in 2026-12-20..2027-01-06:Christmas, and markets between as in ...:SE+NO:Christmas.',
    );
  return [...before, { from, to, ...(markets !== undefined && { markets: markets.split('+') }), why }];
}
