import { IANAZone } from 'luxon';

export const DAY = 86_400_000;
export const MINUTE = 60_000;

/** Undefined when there is no such IANA zone. */
export function zoneNamed(timeZone: string): IANAZone | undefined {
  const zone = IANAZone.create(timeZone);
  return zone.isValid ? zone : undefined;
}

/** What the wall clock shows, as milliseconds since it showed 1970-01-01 00:00. */
export const wallOf = (zone: IANAZone, at: number): number => at + zone.offset(at) * MINUTE;

/** The remainder that is never negative. */
export const modulo = (n: number, by: number): number => ((n % by) + by) % by;

/** The first millisecond of the new offset in (from, to]; the offsets at both ends differ. */
export function firstChange(zone: IANAZone, from: number, to: number): number {
  const old = zone.offset(from);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offset(middle) === old) low = middle;
    else high = middle;
  }
  return high;
}
