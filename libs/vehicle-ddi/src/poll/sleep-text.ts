import { type Duration, minutes } from '@tidings/vocabulary';

/** A vehicle with something to do, or to stop, hears of a stop within this long (rollouts.md, "Stopping"). */
const BUSY_AT_MOST = minutes(1);
const LONGEST_SECONDS = 24 * 3600 - 1;

/** 'HH:MM:SS', exactly eight characters: clients parse it with %H:%M:%S, and a longer sleep cannot be written. */
export function sleepText(sleep: Duration): string {
  const inAll = Math.min(LONGEST_SECONDS, Math.max(1, Math.round(sleep / 1000)));
  const parts = [Math.trunc(inAll / 3600), Math.trunc(inAll / 60) % 60, inAll % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

export const busySleep = (pollEvery: Duration): Duration => (pollEvery < BUSY_AT_MOST ? pollEvery : BUSY_AT_MOST);
