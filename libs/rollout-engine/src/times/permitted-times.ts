import type { Instant } from '@tidings/vocabulary';
import { askFreezes } from './freeze-clock.js';
import type { Plan } from '../plan/plan.js';
import { askWindow } from './window-clock.js';

/** Where a vehicle is, as far as calendars and clocks go. */
export interface LocalPlace {
  readonly market: string;
  readonly timeZone: string;
}

/**
 * The first instant from `now` on at which neither a freeze nor the daily window stands against an offer. Undefined: no instant can be
 * told, because a zone, a day or a time cannot be read. Ends: freezes are finite, and between them a window opens every day or two.
 */
export function nextPermitted(
  { window, freezes = [] }: Pick<Plan, 'window' | 'freezes'>,
  place: LocalPlace,
  now: Instant,
): Instant | undefined {
  for (let at = now; ;) {
    const freeze = askFreezes(freezes, place, at);
    if (freeze.kind === 'unreadable') return undefined;
    if (freeze.kind === 'frozen') {
      at = freeze.until;
      continue;
    }
    if (window === undefined) return at;
    const answer = askWindow(window, place.timeZone, at);
    if (answer.kind === 'unreadable') return undefined;
    if (answer.kind === 'open') return at;
    at = answer.opensAt;
  }
}
