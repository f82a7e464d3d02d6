import { planNextStep, type StageEvidence } from '@tidings/rollout-engine';
import { after, hours, type Instant } from '@tidings/vocabulary';
import { aPlan, aRollout, aStage, NOON } from '../../libs/rollout-engine/builders/a-rollout.js';
import { someEvidence } from '../../libs/rollout-engine/builders/some-evidence.js';

const PACE = 20;
const PLAN = aPlan({ stages: [aStage({ soak: hours(24), minimumAnswers: 10 }), aStage()], inFlightAtFirst: PACE });
const ROLLOUT = aRollout({ plan: PLAN, stage: { index: 0 } });
const STARTS = 1_000;

/** What the conductor did first that was more than to hold, and how many of the cars that had started by then were dead in truth. */
export interface FirstStep {
  readonly kind: 'advance' | 'halt' | 'pause' | 'hold';
  readonly dead: number;
  readonly started: number;
}

/**
 * A first stage in which each car that starts dies without a word with the chance `dies`; the others install within hours. Looked at after
 * every report and every six hours, for ten days; a dead car never frees its place in the pace.
 */
export function silentDeath(chance: () => number, dies: number, background: number): FirstStep {
  const freeAt = Array.from({ length: PACE }, () => 12 * chance());
  const cars: SilentCar[] = [];
  while (cars.length < STARTS) {
    const next = freeAt.indexOf(Math.min(...freeAt));
    const startedAt = freeAt[next]!;
    if (startedAt > 240) break;
    const endsAt = chance() < dies ? Number.POSITIVE_INFINITY : startedAt - 6 * Math.log(1 - chance());
    freeAt[next] = endsAt + 0.5;
    cars.push({ startedAt, endsAt });
  }
  const reports = cars.map(({ endsAt }) => endsAt).filter((at) => at < 240);
  const looks = [...reports, ...Array.from({ length: 40 }, (_, n) => 6 * (n + 1))].toSorted((a, b) => a - b);
  for (const hour of looks) {
    const { kind } = planNextStep(rolloutAt(cars, hour), evidenceAt(cars, hour, background), atHour(hour));
    if (kind === 'advance' || kind === 'halt' || kind === 'pause') return { kind, ...truthAt(cars, hour) };
  }
  return { kind: 'hold', ...truthAt(cars, 240) };
}

interface SilentCar {
  readonly startedAt: number;
  readonly endsAt: number;
}

function truthAt(cars: readonly SilentCar[], hour: number): Pick<FirstStep, 'dead' | 'started'> {
  const started = cars.filter(({ startedAt }) => startedAt <= hour);
  return { started: started.length, dead: started.filter(({ endsAt }) => endsAt === Number.POSITIVE_INFINITY).length };
}

/** The pace keeps as many under way as it may, until the last has started. */
function rolloutAt(cars: readonly SilentCar[], hour: number): typeof ROLLOUT {
  const open = cars.filter(({ startedAt, endsAt }) => startedAt <= hour && endsAt > hour).length;
  return { ...ROLLOUT, tally: { offered: cars.length, open, outcomes: cars.length - open } };
}

const atHour = (hour: number): Instant => after(NOON, hours(hour));

function evidenceAt(cars: readonly SilentCar[], hour: number, background: number): StageEvidence {
  const started = cars.filter(({ startedAt }) => startedAt <= hour);
  const longAgo = started.filter(({ startedAt }) => startedAt <= hour - 24);
  const unresolved = longAgo.filter(({ endsAt }) => endsAt > hour).length;
  const answers = started.filter(({ endsAt }) => endsAt <= hour).length;
  return someEvidence({
    openedAt: NOON,
    started: started.length,
    installed: answers,
    answersInStage: answers,
    segments: [{ started: started.length, failed: 0, signals: { silent: unresolved } }],
    startedLongAgo: longAgo.length,
    unresolved,
    silent: unresolved,
    inStage: { startedLongAgo: longAgo.length, unresolved, silent: unresolved },
    control: { silent: { spells: [], below: 100, above: 900, aboveShare: background } },
  });
}
