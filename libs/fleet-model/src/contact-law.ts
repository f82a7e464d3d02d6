import { type Duration, hours, instant, type Instant, milliseconds } from '@tidings/vocabulary';
import { drawnFrom, type FleetHabits, type Habit, type WeekOfContacts } from './fleet-habits.js';

/** When vehicles of a kind are heard. */
export interface ContactLaw {
  /** From any moment to the next contact. */
  readonly wait: Habit;
  /** Absent: no history of hours; contacts are spread evenly. */
  readonly week?: WeekOfContacts;
}

const HOUR = hours(1);
const WEEK_HOURS = 168;
/** 1970 began on a Thursday. */
const MONDAY_HOURS = 72;
/** No gap is drawn shorter: neighbouring deciles may be equal. */
const SHORTEST = 1_000;
/** Behind so many gaps what a vehicle did before says nothing of when it is heard: it is drawn anew, instead of walked gap by gap. */
const FORGOTTEN_AFTER = 50;

/**
 * The contacts of one vehicle, asked with instants that never go back: a stationary renewal process whose waiting time (residual life) has the measured law.
 * The law of its gaps follows from that: P(gap > x) = r(x) / r(0), r being the density of the wait (Cox, Renewal Theory, 1962, section 5.2).
 * Time runs faster in hours in which more is heard.
 */
export function contactsOf(
  { wait, week }: ContactLaw,
  start: Instant,
  chance: () => number,
): (from: Instant) => Instant {
  const gaps = gapsOf(wait);
  let next = onClock(week, start, drawnFrom(wait, chance));
  return (from) => {
    if (from - next > FORGOTTEN_AFTER * gaps.mean) next = onClock(week, from, drawnFrom(wait, chance));
    while (next < from) next = onClock(week, next, gaps.draw(chance));
    return next;
  };
}

function gapsOf({ deciles }: Habit): { readonly mean: number; readonly draw: (chance: () => number) => Duration } {
  const ends = deciles.slice(1);
  const densities = ends.map((end, place) => 1 / Math.max(SHORTEST, end - deciles[place]!));
  const first = densities[0]!;
  // Survival behind each decile; noise in the sample must not let it grow.
  let least = 1;
  const survives = densities.map((density) => (least = Math.min(least, density / first)));
  return {
    mean: ends.length / first,
    draw: (chance) => {
      const drawn = chance();
      // The gap lasts to the end of the last stretch that it survives into.
      const place = survives.findLastIndex((share) => drawn < share);
      return milliseconds(Math.max(SHORTEST, ends[Math.max(0, place)]!));
    },
  };
}

/** Of a kind where the fleet has history of it, else of all. Waits that were measured at an instant are told by the clock of its week. */
export function contactLawOf(
  habits: FleetHabits,
  { model, market }: { readonly model: string; readonly market: string },
  measuredAt: Instant,
): ContactLaw {
  const kind = habits.kinds?.find((one) => one.model === model && one.market === market);
  const wait = kind?.contact ?? habits.contact;
  const week = kind?.week ?? habits.week;
  if (week === undefined || wait.measured === 0) return { wait, ...(week && { week }) };
  // Until now is distributed as from now on (renewal theory), by the clock in which contacts are even.
  return { wait: { ...wait, deciles: wait.deciles.map((age) => clockTime(week, measuredAt, age)) }, week };
}

/** How much of the week's own time has passed in that length before an instant. */
function clockTime(week: WeekOfContacts, until: Instant, length: Duration): Duration {
  let [passed, at] = [0, until - length];
  while (at < until) {
    const end = Math.min(until, (Math.floor(at / HOUR) + 1) * HOUR);
    passed += (end - at) * week[hourOfWeek(instant(at))]!;
    at = end;
  }
  return milliseconds(Math.floor(passed));
}

/** The instant behind so much time of the week's own clock: an hour of weight 2 holds two of its hours. */
function onClock(week: WeekOfContacts | undefined, from: Instant, length: Duration): Instant {
  if (week === undefined) return instant(from + length);
  const weeks = Math.floor(length / (WEEK_HOURS * HOUR));
  let left = length - weeks * WEEK_HOURS * HOUR;
  let at = from + weeks * WEEK_HOURS * HOUR;
  for (;;) {
    const hourEnd = (Math.floor(at / HOUR) + 1) * HOUR;
    const weight = week[hourOfWeek(instant(at))]!;
    if (left <= (hourEnd - at) * weight) return instant(Math.floor(at + left / weight));
    left -= (hourEnd - at) * weight;
    at = hourEnd;
  }
}

/** 0 to 167, UTC, Monday 0:00 first. */
export const hourOfWeek = (at: Instant): number => (Math.floor(at / HOUR) + MONDAY_HOURS) % WEEK_HOURS;

/** Fewer hours of a day that were looked at tell nothing of a day, and a share of everybody is no rate. */
const LEAST_HOURS = 24;
const AT_MOST = 0.99;
/** Of the average: an hour in which nobody of a sample was heard is seldom, not impossible. */
const LEAST_WEIGHT = 0.02;

/**
 * Weights from the shares of vehicles that were heard in hours of the past; an hour of the week that was not looked at takes the mean of the same hour of other
 * days, or of all. Absent: fewer than 24 hours were looked at, or nobody was heard.
 */
export function weekOf(
  heard: readonly { readonly hour: number; readonly share: number }[],
): WeekOfContacts | undefined {
  const hoursSeen = new Set(heard.map(({ hour }) => hour));
  // Shares to rates: two contacts in an hour count once in its share.
  const rates = heard.map(({ hour, share }) => ({ hour, rate: -Math.log(1 - Math.min(share, AT_MOST)) }));
  const mean = (of: readonly { readonly rate: number }[]): number =>
    of.reduce((sum, { rate }) => sum + rate, 0) / of.length;
  if (hoursSeen.size < LEAST_HOURS || mean(rates) === 0) return undefined;
  const byHour = Array.from({ length: WEEK_HOURS }, (_, hour) => {
    const same = rates.filter((one) => one.hour === hour);
    const ofDay = rates.filter((one) => one.hour % 24 === hour % 24);
    return mean(same.length > 0 ? same : ofDay.length > 0 ? ofDay : rates);
  });
  const floor = (LEAST_WEIGHT * byHour.reduce((sum, rate) => sum + rate, 0)) / WEEK_HOURS;
  const floored = byHour.map((rate) => Math.max(rate, floor));
  const all = floored.reduce((sum, rate) => sum + rate, 0);
  return floored.map((rate) => (rate * WEEK_HOURS) / all);
}
