import { othersAlpha } from '@tidings/rollout-engine';
import { seededChance } from '../../libs/rollout-engine/builders/seeded-chance.js';
import { ARRIVAL_ORDERS, oneByOne, paced } from './arrival-orders.js';
import { controlRun } from './control-runs.js';
import { type Effort, repeated } from './effort.js';
import { type FinderRates, finderTrials, type FinderTrials } from './finder-runs.js';
import { TOLERATED, type Trials, trialsOf } from './guardrail-trials.js';
import { type FirstStep, silentDeath } from './silent-death.js';

const SEED = 2026;

/** The repeated part of each statistical drill, by name: plain numbers and words in and out, so that it can run in a process of its own. */
export const BATCHES = {
  'false-halts': (effort: Effort, order: string): Trials =>
    trialsOf(effort, SEED, (chance) => ARRIVAL_ORDERS[order]!(chance, TOLERATED)),

  'three-times-the-rate': (effort: Effort): Trials =>
    trialsOf(effort, SEED, (chance) => oneByOne(1_000, () => chance() < 3 * TOLERATED)),

  'all-fail-over-a-day': (effort: Effort): Trials => {
    const all = Array.from({ length: 1_000 }, () => ({ fails: true, market: 'SE' }));
    return trialsOf(effort, SEED, (chance) => paced(all, () => 0.25 + 0.5 * chance()));
  },

  finder: (effort: Effort, rates: FinderRates): FinderTrials => finderTrials(effort, seededChance(SEED), rates),

  /** The spell at which each run was a breach; null: never. */
  control: (effort: Effort, times: number): readonly (number | null)[] => {
    const chance = seededChance(SEED);
    return repeated(effort, () => controlRun(chance, times, othersAlpha(undefined)) ?? null);
  },

  'silent-death': (effort: Effort, background: number): readonly FirstStep[] => {
    const chance = seededChance(SEED);
    return repeated(effort, () => silentDeath(chance, 0.5, background));
  },
};

export type Batches = typeof BATCHES;
