import { type Duration, hours, milliseconds, minutes } from '@tidings/vocabulary';

/** How long something takes in a fleet: the values that 0, 10, 20 ... 100 % of the cars do not exceed. */
export interface Habit {
  readonly deciles: readonly Duration[];
  /** So many were measured; 0: nobody was, and the values are the house's. */
  readonly measured: number;
}

export interface KindOfContacts {
  readonly model: string;
  readonly market: string;
  readonly contact: Habit;
  readonly week?: WeekOfContacts;
}

/** How much more or less than on average cars are heard in each hour of the week: 168 weights, UTC, Monday 0:00 first. */
export type WeekOfContacts = readonly number[];

/** The delays of a fleet, from its own polls and installations. */
export interface FleetHabits {
  /** From any moment to a car's next contact. */
  readonly contact: Habit;
  /** In which hours of the week cars are heard; absent: no history of hours. */
  readonly week?: WeekOfContacts;
  /** The same of kinds that are heard often enough. */
  readonly kinds?: readonly KindOfContacts[];
  /** From the offer to the fetch of the link. */
  readonly begin: Habit;
  /** From the fetch to the last byte. */
  readonly download: Habit;
  /** From the last byte to the outcome. */
  readonly install: Habit;
}

const assumed = (...deciles: readonly Duration[]): Habit => ({ deciles, measured: 0 });

/**
 * Where a fleet has no history: most cars drive daily, one in ten is parked for a week or more; a car downloads while it is driven and
 * installs when it is parked, so both may take until the next day.
 */
export const ASSUMED_HABITS: FleetHabits = {
  contact: assumed(...[0, 0.5, 1, 2, 4, 8, 12, 18, 24, 168, 1_008].map(hours)),
  begin: assumed(...[0, 1, 1, 1, 2, 2, 5, 10, 30, 60, 600].map(minutes)),
  download: assumed(...[5, 10, 15, 20, 25, 30, 45, 60, 120, 480, 1_440].map(minutes)),
  install: assumed(...[10, 15, 20, 30, 45, 60, 120, 300, 600, 900, 1_440].map(minutes)),
};

/** A length of time as cars of this fleet show it: evenly between two neighbouring values. */
export function drawnFrom({ deciles }: Habit, chance: () => number): Duration {
  const place = chance() * (deciles.length - 1);
  const below = Math.floor(place);
  const [from, to] = [deciles[below]!, deciles[Math.min(below + 1, deciles.length - 1)]!];
  return milliseconds(Math.floor(from + (to - from) * (place - below)));
}
