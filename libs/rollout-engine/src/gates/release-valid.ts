import type { ReleaseFacts } from '../offers/rollout.js';
import { gate, type OpeningQuestion } from './gate.js';

/** Is the release available, not withdrawn, and is every package's key still good? */
export const releaseValid = gate<Pick<OpeningQuestion, 'rollout'>>('release-valid', ({ rollout: { facts } }) => {
  const fault = faultOf(facts.release);
  return {
    passes: fault === undefined,
    wants: 'an available release whose keys are valid',
    has: fault ?? `${facts.release.version} available, keys valid`,
  };
});

function faultOf({ state, version, packages }: ReleaseFacts): string | undefined {
  if (state === 'draft') return `${version} not approved`;
  if (state === 'approved') return `${version} not available yet`;
  if (state === 'withdrawn') return `${version} withdrawn`;
  const revoked = packages.filter(({ isKeyValid }) => !isKeyValid).map(({ packageId }) => packageId);
  return revoked.length > 0 ? `key no longer valid for ${revoked.join(', ')}` : undefined;
}
