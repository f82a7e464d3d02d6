import { askFreezes } from '../times/freeze-clock.js';
import { nextPermitted } from '../times/permitted-times.js';
import { gate, type OpeningQuestion } from './gate.js';

/** Is today, where the vehicle is, a day on which updates may begin? A refusal ends when neither freeze nor window stands against an offer. */
export const notFrozen = gate<OpeningQuestion>('not-frozen', ({ rollout: { facts }, vehicle, now }) => {
  const { freezes = [] } = facts.plan;
  if (freezes.length === 0) return { passes: true, wants: 'any day', has: 'any day' };
  const wants = 'a day that is not frozen';
  const answer = askFreezes(freezes, vehicle, now);
  if (answer.kind === 'unreadable') return { passes: false, wants, has: answer.what };
  if (answer.kind === 'free') return { passes: true, wants, has: `${answer.localDate} in ${vehicle.timeZone}` };
  const { from, to, why } = answer.freeze;
  const until = nextPermitted(facts.plan, vehicle, now);
  const has = `${answer.localDate} in ${vehicle.timeZone}, frozen from ${from} to ${to}: ${why}`;
  return { passes: false, wants, has, ...(until !== undefined && { until }) };
});
