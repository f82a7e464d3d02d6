import type { RolloutState } from '@tidings/rollout-engine';

export const ROLLOUT_STATES = [
  'draft',
  'approved',
  'running',
  'paused',
  'halted',
  'completed',
] as const satisfies readonly RolloutState['kind'][];
