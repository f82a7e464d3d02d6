import type { ReadPool } from '@tidings/postgres';
import { type RecordedStep, type ReplayedStep, replayStep, type Step } from '@tidings/rollout-engine';
import type { RolloutId } from '@tidings/vocabulary';
import { recordedSteps, type StepOnRecord } from './recorded-steps.js';

/** A step of the record, beside what the engine decides today on what was looked at then. */
export interface StepReplay extends Partial<ReplayedStep>, Pick<StepOnRecord, 'revision' | 'at' | 'by'> {
  readonly recorded: RecordedStep;
}

/**
 * Recomputes every decision of the engine, oldest first; `isSame` is absent for what a person did without asking it (start, pause,
 * resume, halt) or against it (an early advance): those stand with the person's reason.
 */
export async function replayRollout(pool: ReadPool, rolloutId: RolloutId): Promise<readonly StepReplay[]> {
  const replays: StepReplay[] = [];
  for (let after = 0; ;) {
    const steps = await recordedSteps(pool, rolloutId, { after, limit: STEPS_AT_ONCE });
    replays.push(...steps.map(replayOf));
    const last = steps.at(-1);
    if (last === undefined) return replays;
    after = last.revision;
  }
}

/** A rollout has a step a stage and one for each time a person stops or resumes it. */
const STEPS_AT_ONCE = 200;

function replayOf({ revision, at, by, kind, reasons, lookedAt }: StepOnRecord): StepReplay {
  const recorded = { kind, reasons };
  return { revision, at, by, recorded, ...(isDecidedByEngine(by, recorded) && replayStep(recorded, lookedAt)) };
}

/** What the conductor did always is; a person's yes to a stage that was ready is too. */
const isDecidedByEngine = (by: string, { kind, reasons }: RecordedStep): boolean =>
  by === 'tidings' || (DECISIONS.has(kind) && reasons.every(({ code }) => code !== 'person'));

const DECISIONS: ReadonlySet<string> = new Set<Step['kind']>([
  'hold',
  'hold-slice',
  'advance',
  'grow',
  'continue',
  'pause',
  'halt',
  'complete',
]);
