import { InvalidArgumentError } from 'commander';
import type { components } from '../release-desk/openapi.js';

type TypedGuardrail = components['schemas']['GuardrailLimitRequest'];

/** 'rollback=0.5%' or 'better=off', as often as wanted; which guardrails there are, the release desk says. */
export function parseGuardrail(text: string, before: readonly TypedGuardrail[] = []): readonly TypedGuardrail[] {
  const match = /^([a-z-]+)=(.+)$/.exec(text);
  if (!match) throw new InvalidArgumentError('Write GUARDRAIL=SHARE or GUARDRAIL=off, as in rollback=0.5%.');
  return [...before, { guardrail: match[1] as TypedGuardrail['guardrail'], limit: match[2]! }];
}
