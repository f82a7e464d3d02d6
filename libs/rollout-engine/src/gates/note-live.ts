import type { MarketReadiness } from '../offers/rollout.js';
import { gate, type OpeningQuestion } from './gate.js';

/** Can owners in the vehicle's market read why, in every language the market asks for? No explanation, no rollout (UN R156 7.2.2.2). */
export const noteLive = gate<Pick<OpeningQuestion, 'rollout' | 'vehicle'>>(
  'note-live',
  ({ rollout: { facts }, vehicle: { market } }) => {
    const readiness: MarketReadiness = facts.readiness.get(market) ?? { kind: 'unknown-market' };
    return {
      passes: readiness.kind === 'ready',
      wants: `a live note in every language of ${market}`,
      has: readinessText(readiness, market),
    };
  },
);

function readinessText(readiness: MarketReadiness, market: string): string {
  if (readiness.kind === 'ready') return 'live in every language';
  if (readiness.kind === 'missing') return `missing in ${readiness.languages.join(', ')}`;
  return `market ${market} is not known`;
}
