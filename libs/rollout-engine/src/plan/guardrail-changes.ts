import { durationText, shareText } from '@tidings/vocabulary';
import {
  BLIND_AFTER,
  type GuardrailSettings,
  limitOf,
  OWNER_GUARDRAILS,
  RATE_GUARDRAILS,
} from '../guardrails/guardrail-settings.js';
import { compared, type PlanChange } from './plan-change.js';

/** What two plans say otherwise of their guardrails; a lower limit tightens, and so does one where there was none. */
export const guardrailChanges = (
  before: GuardrailSettings | undefined,
  after: GuardrailSettings | undefined,
): readonly PlanChange[] => [
  ...[...RATE_GUARDRAILS, ...OWNER_GUARDRAILS].flatMap((guardrail) =>
    compared(
      `guardrails.${guardrail}`,
      limitOf(before, guardrail),
      limitOf(after, guardrail),
      (limit) => (limit === undefined ? 'not watched' : shareText(limit)),
      (was, is) => ((is ?? Infinity) < (was ?? Infinity) ? 'tightens' : 'loosens'),
    ),
  ),
  ...compared(
    'guardrails.blindAfter',
    before?.blindAfter ?? BLIND_AFTER,
    after?.blindAfter ?? BLIND_AFTER,
    durationText,
    (was, is) => (is < was ? 'tightens' : 'loosens'),
  ),
];
