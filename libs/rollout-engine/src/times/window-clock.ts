import { instant, type Instant } from '@tidings/vocabulary';
import type { IANAZone } from 'luxon';
import { DAY, firstChange, MINUTE, modulo, wallOf, zoneNamed } from './local-clock.js';
import type { LocalWindow } from '../plan/plan.js';

/** Milliseconds after local midnight, or undefined when the text is not 'HH:MM' from 00:00 to 23:59. */
export function localTimeOf(text: string): number | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return match ? (Number(match[1]) * 60 + Number(match[2])) * MINUTE : undefined;
}

export type WindowAnswer =
  | { readonly kind: 'open'; readonly localTime: string }
  | { readonly kind: 'closed'; readonly localTime: string; readonly opensAt: Instant }
  | { readonly kind: 'unreadable'; readonly what: string };

/**
 * Is the daily window open where the vehicle is, and when does it open next? The wall clock of the vehicle's owner decides: in the
 * night the clocks jump, a window that would open inside the missing hour opens at the jump, one that lies wholly inside it is left
 * out that night, and one inside the repeated hour opens twice.
 */
export function askWindow(window: LocalWindow, timeZone: string, now: Instant): WindowAnswer {
  const zone = zoneNamed(timeZone);
  if (zone === undefined) return { kind: 'unreadable', what: `unknown time zone ${timeZone}` };
  const opens = localTimeOf(window.opens);
  const closes = localTimeOf(window.closes);
  if (opens === undefined || closes === undefined)
    return { kind: 'unreadable', what: `window ${window.opens} to ${window.closes}` };
  const wall = wallClock(zone, now);
  const localTime = textOf(wall);
  if (isWithin(wall, opens, closes)) return { kind: 'open', localTime };
  return { kind: 'closed', localTime, opensAt: nextOpening(zone, opens, closes, now) };
}

/** Bounds: opens inclusive, closes exclusive. closes before opens: the window passes midnight. */
const isWithin = (wall: number, opens: number, closes: number): boolean =>
  opens < closes ? opens <= wall && wall < closes : opens <= wall || wall < closes;

/** Milliseconds shown on the wall clock since its midnight. */
const wallClock = (zone: IANAZone, at: number): number => modulo(wallOf(zone, at), DAY);

/** Goes from clock change to clock change; between two of them the wall clock runs evenly. `now` is outside the window. */
function nextOpening(zone: IANAZone, opens: number, closes: number, now: Instant): Instant {
  let from: number = now;
  for (;;) {
    const candidate = from + modulo(opens - wallClock(zone, from), DAY);
    if (zone.offset(candidate) === zone.offset(from)) return instant(candidate);
    const change = firstChange(zone, from, candidate);
    if (isWithin(wallClock(zone, change), opens, closes)) return instant(change);
    from = change;
  }
}

const textOf = (wall: number): string => {
  const minutes = Math.floor(wall / MINUTE);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
};
