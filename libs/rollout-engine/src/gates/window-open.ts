import { askWindow } from '../window-clock.js';
import { gate, type OpeningQuestion } from './gate.js';

/** Is the daily window open in the vehicle's local time? */
export const windowOpen = gate<OpeningQuestion>('window-open', ({ rollout: { facts }, vehicle: { timeZone }, now }) => {
  const { window } = facts.plan;
  if (window === undefined) return { passes: true, wants: 'any time', has: 'any time' };
  const wants = `between ${window.opens} and ${window.closes} local time`;
  const answer = askWindow(window, timeZone, now);
  if (answer.kind === 'unreadable') return { passes: false, wants, has: answer.what };
  const has = `${answer.localTime} in ${timeZone}`;
  return answer.kind === 'open' ? { passes: true, wants, has } : { passes: false, wants, has, until: answer.opensAt };
});
