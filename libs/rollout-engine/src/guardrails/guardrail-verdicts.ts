import type { Instant } from '@tidings/vocabulary';
import { answersVerdict, declinedVerdict } from './owner-verdicts.js';
import type { StageEvidence } from '../steps/evidence.js';
import { controlVerdict } from './control-verdict.js';
import type { GuardrailVerdict } from './guardrail-verdict.js';
import { failureRateVerdict, notDrivableVerdict, rateVerdict } from './rate-verdicts.js';
import type { MovingRollout } from '../offers/rollout.js';

/** Every guardrail that the plan watches, as it stands now, in the order in which people ask. */
export function guardrailVerdicts(
  rollout: Pick<MovingRollout, 'plan'>,
  evidence: StageEvidence,
  now: Instant,
): readonly GuardrailVerdict[] {
  const look = { plan: rollout.plan, evidence, now };
  return [
    notDrivableVerdict(look),
    failureRateVerdict(look),
    rateVerdict(look, 'degraded', 'halt', 'of started vehicles are degraded'),
    rateVerdict(look, 'refused-by-vehicle', 'halt', 'of started vehicles refuse it'),
    rateVerdict(look, 'download', 'hold', 'of started vehicles fail to download'),
    controlVerdict(look, 'silent', 'of started vehicles go silent'),
    rateVerdict(look, 'stalled', 'pause', 'of started vehicles make no progress'),
    rateVerdict(look, 'rollback', 'halt', 'of started vehicles go back to the old version'),
    controlVerdict(look, 'health', 'of started vehicles are unwell with it'),
    declinedVerdict(look),
    answersVerdict(look, 'effort', 'of owners found it hard'),
    answersVerdict(look, 'better', 'of owners say that their car is not better'),
    answersVerdict(look, 'clarity', 'of owners did not understand what it is'),
    rateVerdict(look, 'support', 'hold', 'of owners needed help'),
  ].filter((verdict) => verdict !== undefined);
}
