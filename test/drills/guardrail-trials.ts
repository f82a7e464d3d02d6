import { seededChance } from '../../libs/rollout-engine/builders/seeded-chance.js';
import { type Effort, repeated } from './effort.js';
import { type Car, type Halt, haltOf } from './guardrail-runs.js';

/** What came of many rollouts under the failure guardrail. */
export interface Trials {
  readonly runs: number;
  readonly halts: readonly Halt[];
  /** Of the failures that had been reported at the halts; undefined without any. */
  readonly median: number | undefined;
}

/** So many rollouts from one seed, at 2 % tolerated. */
export function trialsOf(effort: Effort, seed: number, draw: (chance: () => number) => readonly Car[]): Trials {
  const chance = seededChance(seed);
  const ends = repeated(effort, () => haltOf(draw(chance), TOLERATED));
  const halts = ends.filter((halt) => halt !== undefined);
  const failures = halts.map((halt) => halt.failures).toSorted((a, b) => a - b);
  return { runs: ends.length, halts, median: failures[Math.floor(failures.length / 2)] };
}

export const TOLERATED = 0.02;

/** More successes than this in `runs` tries of chance `p` come by chance in less than 1 % of cases: the one-sided 99 % binomial bound. */
export function binomialBound(runs: number, p: number): number {
  let term = (1 - p) ** runs;
  let sum = term;
  let k = 0;
  for (; sum < 0.99; k++) sum += term *= ((runs - k) / (k + 1)) * (p / (1 - p));
  return k;
}
