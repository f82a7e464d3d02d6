import type { RolloutState } from '../offers/rollout.js';
import { gate, type OpeningQuestion } from './gate.js';

/** Is the rollout running? */
export const rolloutRunning = gate<OpeningQuestion>('rollout-running', ({ rollout }) => ({
  passes: rollout.facts.state.kind === 'running',
  wants: 'a running rollout',
  has: stateText(rollout.facts.state),
}));

/** 'paused by Ada: too many complaints'. */
export const stateText = (state: RolloutState): string =>
  state.kind === 'paused' || state.kind === 'halted' ? `${state.kind} by ${state.by}: ${state.why}` : state.kind;
