import { isoOf } from '@tidings/vocabulary';
import { gate, type OpeningQuestion } from './gate.js';

/**
 * Does the target register not refuse it? A vehicle that has joined or changed since the register was written has no line in it that counts:
 * its own line comes with its attempt, by the gates that ask whether release and vehicle fit (rollouts.md, "Cohort and target register").
 */
export const inRegister = gate<Pick<OpeningQuestion, 'rollout' | 'vehicle'>>('in-register', ({ rollout, vehicle }) => {
  const wants = 'no refusal in the target register';
  const refused = vehicle.registerRefusals?.[rollout.facts.rolloutId];
  if (refused === undefined) return { passes: true, wants, has: 'none' };
  const has = `refused in the register of ${isoOf(refused.asOf)}: ${refused.rules.join(', ')}`;
  return { passes: false, wants, has };
});
