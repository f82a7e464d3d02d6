import type { Car } from './guardrail-runs.js';

/** Chance: a number from 0 to 1. */
type Chance = () => number;

/** A car before anything is known of when it starts. */
type Drawn = Pick<Car, 'fails' | 'market'>;

const MARKETS = ['DE', 'FR', 'GB', 'SE', 'US'];
/** As many under way as the pace of a first stage allows. */
const IN_FLIGHT = 20;

/** 1,000 cars of which each fails with the chance `rate`, in one of the orders in which starts and reports may arrive. */
export const ARRIVAL_ORDERS: Readonly<Record<string, (chance: Chance, rate: number) => readonly Car[]>> = {
  'fail fast and succeed slowly': (chance, rate) =>
    paced(drawn(chance, rate), ({ fails }) => (fails ? 0.1 : 12) * exponential(chance)),
  'succeed fast and fail slowly': (chance, rate) =>
    paced(drawn(chance, rate), ({ fails }) => (fails ? 12 : 0.1) * exponential(chance)),
  'bursts: 100 a night, all reports by morning': (chance, rate) =>
    drawn(chance, rate).map((car, n) => {
      const night = 24 * Math.floor(n / 100);
      return carOf(car, 0, night + 3 * chance(), night + 4 + 4 * chance());
    }),
  'retries: half are ended without a verdict, and try again days later': (chance, rate) =>
    paced(drawn(chance, rate), () => {
      let lasts = exponential(chance);
      while (chance() < 0.5) lasts += 48 * exponential(chance);
      return lasts;
    }),
  '1,000 simultaneous starts, failures first': (chance, rate) =>
    drawn(chance, rate).map((car) => carOf(car, 0, 0, (car.fails ? 1 : 24) * chance())),
  '5 stages of 10, 50, 200, 500 and 1,000': (chance, rate) =>
    drawn(chance, rate).map((car, n) => {
      const stage = [10, 50, 200, 500, 1_000].findIndex((end) => n < end);
      const startedAt = 72 * stage + 24 * chance();
      return carOf(car, stage, startedAt, startedAt + (car.fails ? 2 : 20) * exponential(chance));
    }),
};

/** Field by field: millions are made. */
const carOf = ({ fails, market }: Drawn, stage: number, startedAt: number, verdictAt: number): Car => ({
  startedAt,
  verdictAt,
  fails,
  stage,
  market,
});

function drawn(chance: Chance, rate: number): readonly Drawn[] {
  const cars: Drawn[] = [];
  for (let n = 0; n < 1_000; n++)
    cars.push({ fails: chance() < rate, market: MARKETS[Math.floor(chance() * MARKETS.length)]! });
  return cars;
}

const exponential = (chance: Chance): number => -Math.log(1 - chance());

/** One car after the other, each with its verdict before the next begins. */
export const oneByOne = (cars: number, fails: (car: number) => boolean): readonly Car[] =>
  Array.from({ length: cars }, (_, n) => carOf({ fails: fails(n), market: 'SE' }, 0, n, n + 0.5));

/** One starts as soon as fewer than 20 are under way, so that what was reported decides who starts when. */
export function paced(cars: readonly Drawn[], lasts: (car: Drawn) => number): readonly Car[] {
  const freeAt = new Float64Array(IN_FLIGHT);
  return cars.map((car) => {
    let next = 0;
    for (let n = 1; n < IN_FLIGHT; n++) if (freeAt[n]! < freeAt[next]!) next = n;
    const startedAt = freeAt[next]!;
    const verdictAt = startedAt + lasts(car);
    freeAt[next] = verdictAt;
    return carOf(car, 0, startedAt, verdictAt);
  });
}
