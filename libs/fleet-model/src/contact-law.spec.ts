import { describe, expect, it } from '@jest/globals';
import { after, days, hours, instant, type Instant, minutes, parseInstant, seededChance } from '@tidings/vocabulary';
import { contactsOf, hourOfWeek, weekOf } from './contact-law.js';

const MONDAY = parseInstant('2026-03-09T00:00:00Z');
const evenly = (longest: number) => ({
  measured: 1_000,
  deciles: Array.from({ length: 11 }, (_, place) => (longest * place) / 10) as never,
});

/** Every contact of some vehicles within that time. */
function heard(law: Parameters<typeof contactsOf>[0], until: Instant, vehicles = 200): readonly Instant[] {
  const all: Instant[] = [];
  for (let seed = 1; seed <= vehicles; seed++) {
    const next = contactsOf(law, MONDAY, seededChance(seed));
    for (let at = next(MONDAY); at < until; at = next(instant(at + 1))) all.push(at);
  }
  return all;
}

describe('the contacts of vehicles', () => {
  it('come every five minutes where waits are spread evenly over five minutes', () => {
    const next = contactsOf({ wait: evenly(minutes(5)) }, MONDAY, seededChance(1));
    const first = next(MONDAY);
    expect(first - MONDAY).toBeLessThan(minutes(5));
    for (let n = 1; n <= 20; n++) expect(next(instant(first + minutes(5) * (n - 1) + 1)) - first).toBe(minutes(5) * n);
  });

  it('are awaited from any moment as long as was measured', () => {
    const wait = { measured: 1_000, deciles: [0, 1, 2, 3, 5, 8, 12, 16, 20, 48, 120].map(hours) };
    const waits: number[] = [];
    for (let seed = 1; seed <= 4_000; seed++) {
      const moment = after(MONDAY, days(9));
      waits.push(contactsOf({ wait }, MONDAY, seededChance(seed))(moment) - moment);
    }
    const sorted = waits.sort((a, b) => a - b);
    // The gaps are told by their deciles only: within a fifth.
    for (const place of [3, 5, 7]) {
      const measured = sorted[(place * sorted.length) / 10]!;
      expect(Math.abs(measured / wait.deciles[place]! - 1)).toBeLessThan(0.2);
    }
  });

  it('come in the hours in which they came before', () => {
    // Heard by day only: 6:00 to 18:00 of working days.
    const isByDay = (hour: number): boolean => hour % 24 >= 6 && hour % 24 < 18 && hour < 120;
    const week = weekOf(Array.from({ length: 168 }, (_, hour) => ({ hour, share: isByDay(hour) ? 0.3 : 0 })))!;
    expect(week.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(168);
    const all = heard({ wait: evenly(hours(30)), week }, after(MONDAY, days(28)));
    const byDay = all.filter((at) => isByDay(hourOfWeek(at))).length;
    expect(byDay / all.length).toBeGreaterThan(0.93);
    // No fewer for that: one in thirty hours each.
    expect(all.length / 200 / 28 / (24 / 30)).toBeGreaterThan(0.85);
    expect(all.length / 200 / 28 / (24 / 30)).toBeLessThan(1.15);
  });

  it('tell nothing of hours when fewer than a day of them were looked at', () => {
    expect(weekOf(Array.from({ length: 23 }, (_, hour) => ({ hour, share: 0.3 })))).toBeUndefined();
    expect(weekOf(Array.from({ length: 24 }, (_, hour) => ({ hour, share: 0.3 })))).toHaveLength(168);
    expect(hourOfWeek(MONDAY)).toBe(0);
    expect(hourOfWeek(after(MONDAY, hours(167)))).toBe(167);
  });
});
