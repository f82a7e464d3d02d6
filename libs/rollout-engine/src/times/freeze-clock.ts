import { instant, type Instant } from '@tidings/vocabulary';
import type { IANAZone } from 'luxon';
import { DAY, firstChange, wallOf, zoneNamed } from './local-clock.js';
import type { Freeze } from '../plan/plan.js';

/** Days since 1970-01-01, or undefined when the text is no day of the calendar 'YYYY-MM-DD'. */
export function dayOf(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || !new Date(at).toISOString().startsWith(text) ? undefined : at / DAY;
}

export type FreezeAnswer =
  | { readonly kind: 'free'; readonly localDate: string }
  | { readonly kind: 'frozen'; readonly localDate: string; readonly freeze: Freeze; readonly until: Instant }
  | { readonly kind: 'unreadable'; readonly what: string };

/** Is today, on the calendar where the vehicle is, one of the days without new offers, and when does the last of them end? */
export function askFreezes(
  freezes: readonly Freeze[],
  { market, timeZone }: { readonly market: string; readonly timeZone: string },
  now: Instant,
): FreezeAnswer {
  const zone = zoneNamed(timeZone);
  if (zone === undefined) return { kind: 'unreadable', what: `unknown time zone ${timeZone}` };
  const spans: Span[] = [];
  for (const freeze of freezes) {
    if (freeze.markets !== undefined && !freeze.markets.includes(market)) continue;
    const [first, last] = [dayOf(freeze.from), dayOf(freeze.to)];
    if (first === undefined || last === undefined)
      return { kind: 'unreadable', what: `freeze ${freeze.from} to ${freeze.to}` };
    spans.push({ first, last, freeze });
  }
  const today = localDay(zone, now);
  const localDate = new Date(today * DAY).toISOString().slice(0, 10);
  const first = covering(spans, today);
  if (first === undefined) return { kind: 'free', localDate };
  let thawed = first.last + 1;
  for (let next = covering(spans, thawed); next !== undefined; next = covering(spans, thawed)) thawed = next.last + 1;
  return { kind: 'frozen', localDate, freeze: first.freeze, until: beginningOf(zone, thawed, now) };
}

interface Span {
  /** Days since 1970-01-01; both are frozen. */
  readonly first: number;
  readonly last: number;
  readonly freeze: Freeze;
}

const covering = (spans: readonly Span[], day: number): Span | undefined =>
  spans.find(({ first, last }) => first <= day && day <= last);

const localDay = (zone: IANAZone, at: number): number => Math.floor(wallOf(zone, at) / DAY);

/**
 * The first instant at or after `now` at which the calendar shows that day or a later one: midnight, or the jump over it. `now` is
 * before it. Clocks change at most once within the two days before.
 */
function beginningOf(zone: IANAZone, day: number, now: Instant): Instant {
  let from = Math.max(now, day * DAY - 2 * DAY);
  for (;;) {
    const candidate = from + (day * DAY - wallOf(zone, from));
    if (zone.offset(candidate) === zone.offset(from)) return instant(candidate);
    const change = firstChange(zone, from, candidate);
    if (localDay(zone, change) >= day) return instant(change);
    from = change;
  }
}
