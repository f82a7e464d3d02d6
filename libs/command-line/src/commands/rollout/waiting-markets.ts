import { countText } from '../../printing/amounts.js';
import type { Rollout } from './all-rollouts.js';

/** Markets whose owners cannot read why yet, one sentence each: their cars are offered nothing. */
export const waitingMarkets = ({ markets }: Rollout): readonly string[] =>
  markets
    .filter(({ readiness }) => readiness !== 'ready')
    .map(
      ({ market, vehicles, waitsForLanguages }) =>
        `${market} waits with ${countText(vehicles, 'vehicle')}: ${
          waitsForLanguages.length > 0
            ? `no note is live in ${waitsForLanguages.join(', ')}.`
            : 'its languages are not known to Tidings.'
        }`,
    );
