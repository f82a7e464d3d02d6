import { gate, type KeepingQuestion } from './gate.js';
import { stateText } from './rollout-running.js';

/**
 * Does the permission given with the attempt still stand? A completed rollout lets its last cars finish. Told is told: a vehicle that
 * was shown a cancel is not taken back by a resume (rollouts.md, "Stopping").
 */
export const permissionStands = gate<KeepingQuestion>('rollout-running', ({ rollout: { facts }, attempt }) => {
  const wants = `a running rollout, permission of epoch ${facts.validFromEpoch} or later`;
  if (facts.state.kind !== 'running' && facts.state.kind !== 'completed')
    return { passes: false, wants, has: stateText(facts.state) };
  if (attempt.epoch < facts.validFromEpoch)
    return { passes: false, wants, has: `permission of epoch ${attempt.epoch}, withdrawn since` };
  if (attempt.cancelToldAt !== undefined) return { passes: false, wants, has: 'the vehicle was told to stop' };
  return { passes: true, wants, has: `${facts.state.kind}, epoch ${attempt.epoch}` };
});
