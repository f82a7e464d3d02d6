import { after, type Duration, instant, type Instant } from '@tidings/vocabulary';
import type { Behaviour } from './behaviour.js';

/** The first of a car's regular polls at `from` or later; a car that is away polls as soon as it is back. */
export function nextPoll(behaviour: Behaviour, beginning: Instant, from: Instant): Instant {
  const { pollEvery, firstPollAfter, nextContact } = behaviour;
  if (nextContact) return backFrom(behaviour, beginning, nextContact(from));
  const first = after(beginning, firstPollAfter);
  const steps = Math.max(0, Math.ceil((from - first) / pollEvery));
  return backFrom(behaviour, beginning, instant(first + steps * pollEvery));
}

/** That instant, or when the car is back if it is away then. */
export function backFrom({ absences }: Behaviour, beginning: Instant, at: Instant): Instant {
  const away = absences.find(({ from, to }) => isWithin(at - beginning, from, to));
  return away ? after(beginning, away.to) : at;
}

/** When a car that answers was last heard: now, or when it went away. */
export function lastHeard({ absences }: Behaviour, beginning: Instant, now: Instant): Instant {
  const away = absences.find(({ from, to }) => isWithin(now - beginning, from, to));
  return away ? after(beginning, away.from) : now;
}

const isWithin = (passed: number, from: Duration, to: Duration): boolean => from <= passed && passed < to;
