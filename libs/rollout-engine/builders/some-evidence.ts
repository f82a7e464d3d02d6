import { after, days } from '@tidings/vocabulary';
import type { FailureClass } from '../src/attempts/attempt.js';
import type { StageEvidence } from '../src/steps/evidence.js';
import { NOON } from './a-rollout.js';

/** A first stage that has soaked long enough and of which 100 cars started, all well. */
export const someEvidence = ({
  failed,
  ...evidence
}: Omit<Partial<StageEvidence>, 'failed'> & {
  readonly failed?: Partial<Record<FailureClass, number>>;
} = {}): StageEvidence => ({
  stageIndex: 0,
  openedAt: after(NOON, days(-3)),
  started: 100,
  installed: 100,
  failed: {
    'not-drivable': 0,
    degraded: 0,
    'refused-by-vehicle': 0,
    download: 0,
    'precondition-not-met': 0,
    'ended-by-owner': 0,
    'stopped-by-us': 0,
    ...failed,
  },
  contradicted: 0,
  segments: [{ started: 100, failed: 0 }],
  answersInStage: 100,
  silent: 0,
  startedLongAgo: 100,
  unresolved: 0,
  isNextApproved: false,
  cohortCount: 10_000,
  ...evidence,
});
