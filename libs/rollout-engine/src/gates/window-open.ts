import { nextPermitted } from '../times/permitted-times.js';
import { askWindow } from '../times/window-clock.js';
import { gate, type OpeningQuestion } from './gate.js';

/** Is the daily window open in the vehicle's local time? A refusal ends when neither window nor freeze stands against an offer. */
export const windowOpen = gate<OpeningQuestion>('window-open', ({ rollout: { facts }, vehicle, now }) => {
  const { window } = facts.plan;
  if (window === undefined) return { passes: true, wants: 'any time', has: 'any time' };
  const wants = `between ${window.opens} and ${window.closes} local time`;
  const answer = askWindow(window, vehicle.timeZone, now);
  if (answer.kind === 'unreadable') return { passes: false, wants, has: answer.what };
  const has = `${answer.localTime} in ${vehicle.timeZone}`;
  if (answer.kind === 'open') return { passes: true, wants, has };
  const until = nextPermitted(facts.plan, vehicle, now);
  return { passes: false, wants, has, ...(until !== undefined && { until }) };
});
