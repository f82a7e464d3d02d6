import type { AttemptState, EndManner, FailureClass } from './attempt.js';

/** An attempt's state as columns keep it: flat, with the facts of other states empty. */
export interface RecordedState {
  readonly state: string;
  readonly isInferred: boolean;
  readonly failure: string | null;
  readonly cause: string | null;
}

/** Columns to state; each state takes exactly its own facts. */
export function attemptStateOf({ state, isInferred, failure, cause }: RecordedState): AttemptState {
  switch (state) {
    case 'installed':
    case 'healthy':
      return { kind: state, isInferred };
    case 'failed':
      return { kind: 'failed', failure: failure as FailureClass, cause: cause ?? '' };
    case 'contradicted':
    case 'rolled-back':
      return { kind: state, cause: cause ?? '' };
    case 'withdrawn':
      return { kind: 'withdrawn', why: cause as 'never-begun' | 'cancel-unanswered' };
    case 'superseded':
    case 'declined':
    case 'deferred':
      return { kind: state, how: cause as EndManner };
    default:
      return {
        kind: state as 'offered' | 'downloading' | 'downloaded' | 'installing' | 'silent' | 'stalled' | 'cancelled',
      };
  }
}

/** State to columns. */
export const recordedStateOf = (state: AttemptState): RecordedState => ({
  state: state.kind,
  isInferred: 'isInferred' in state && state.isInferred,
  failure: state.kind === 'failed' ? state.failure : null,
  cause: causeOf(state),
});

function causeOf(state: AttemptState): string | null {
  if ('cause' in state) return state.cause;
  if ('how' in state) return state.how;
  return state.kind === 'withdrawn' ? state.why : null;
}
