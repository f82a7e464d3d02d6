import { describe, expect, it } from '@jest/globals';
import { FAILURE_ALPHA } from '@tidings/rollout-engine';
import { ARRIVAL_ORDERS, paced } from './arrival-orders.js';
import { type Car, haltOf } from './guardrail-runs.js';
import { binomialBound, TOLERATED, type Trials, trialsOf } from './guardrail-trials.js';

/** Six orders of 10,000 runs take some eight minutes; with less time there are fewer runs, and the bound is that of their number. */
const RUNS = Math.min(10_000, Math.floor(8 * Number(process.env['DRILL_SECONDS'] ?? 1_250)));
const SEED = 2026;

/** A line of the table in docs/guardrails.md. */
function tell(what: string, { runs, halts, median }: Trials): void {
  const often = `${halts.length} of ${runs} (${((halts.length * 100) / runs).toFixed(2)} %)`;
  process.stdout.write(`| ${what} | ${often} | ${median ?? '-'} |\n`);
}

/** One car after the other, each with its verdict before the next begins. */
const oneByOne = (cars: number, fails: (car: number) => boolean): readonly Car[] =>
  Array.from({ length: cars }, (_, n) => ({
    startedAt: n,
    verdictAt: n + 0.5,
    fails: fails(n),
    stage: 0,
    market: 'SE',
  }));

describe('the failure guardrail, 2 % tolerated, 1,000 cars, looked at after every report', () => {
  it.each(Object.entries(ARRIVAL_ORDERS))('halts by chance no more often than it may: %s', (name, draw) => {
    const trials = trialsOf(RUNS, SEED, (chance) => draw(chance, TOLERATED));
    tell(`exactly 2 % fail; ${name}`, trials);
    expect(trials.halts.length).toBeLessThanOrEqual(binomialBound(RUNS, FAILURE_ALPHA));
  });

  it('halts at three times the rate in 99 % of rollouts and more, after at most 16 failures in the median', () => {
    const trials = trialsOf(RUNS, SEED, (chance) => oneByOne(1_000, () => chance() < 3 * TOLERATED));
    tell('6 % fail; one by one', trials);
    expect(trials.halts.length).toBeGreaterThanOrEqual(0.99 * RUNS);
    expect(trials.median).toBeLessThanOrEqual(16);
  });

  it('halts after three failures when all cars fail, and after five when 20 are under way at a time', () => {
    const alone = trialsOf(1, SEED, () => oneByOne(1_000, () => true));
    tell('all fail; one by one', alone);
    expect(alone.median).toBeLessThanOrEqual(3);
    const all = Array.from({ length: 1_000 }, () => ({ fails: true, market: 'SE' }));
    const overADay = trialsOf(100, SEED, (chance) => paced(all, () => 0.25 + 0.5 * chance()));
    tell('all fail; starts over a day, 20 under way', overADay);
    expect(Math.max(...overADay.halts.map(({ failures }) => failures))).toBeLessThanOrEqual(5);
  });

  it('halts after at most eight more when every car fails behind 20,000 good ones, at whatever moment of a segment', () => {
    const behind = Array.from({ length: 26 }, (_, n) => 20_000 + 10 * n);
    const failures = behind.flatMap(
      (good) =>
        haltOf(
          oneByOne(good + 50, (car) => car >= good),
          TOLERATED,
        )?.failures ?? Number.POSITIVE_INFINITY,
    );
    process.stdout.write(`| 20,000 to 20,250 good ones, then all fail | at most ${Math.max(...failures)} more | |\n`);
    expect(Math.max(...failures)).toBeLessThanOrEqual(8);
  });
});
