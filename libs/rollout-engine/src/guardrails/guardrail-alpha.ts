import { type GuardrailSettings, limitOf, type LimitedGuardrail } from './guardrail-settings.js';

/** Chance of a false halt that a rollout may spend in its life, and the half of it that belongs to the failure rate. */
const ALPHA = 0.01;
export const FAILURE_ALPHA = ALPHA / 2;

/** Those that stop something by themselves share the other half, as far as the plan watches them; what can only hold has the same line. */
const SHARING: readonly LimitedGuardrail[] = [
  'degraded',
  'refused-by-vehicle',
  'silent',
  'stalled',
  'rollback',
  'health',
  'declined',
];

/** The part of each: fixed by the plan, before anything is seen. */
export function othersAlpha(settings: GuardrailSettings | undefined): number {
  const watched = SHARING.filter((guardrail) => limitOf(settings, guardrail) !== undefined);
  return FAILURE_ALPHA / Math.max(1, watched.length);
}
