import { expect, it } from '@jest/globals';
import type { AttemptState } from './attempt.js';
import { attemptStateOf, recordedStateOf } from './recorded-state.js';

const STATES: readonly AttemptState[] = [
  { kind: 'offered' },
  { kind: 'downloading' },
  { kind: 'downloaded' },
  { kind: 'installing' },
  { kind: 'installed', isInferred: false },
  { kind: 'installed', isInferred: true },
  { kind: 'failed', failure: 'degraded', cause: 'the installation failed' },
  { kind: 'contradicted', cause: 'both' },
  { kind: 'cancelled' },
  { kind: 'withdrawn', why: 'never-begun' },
  { kind: 'withdrawn', why: 'cancel-unanswered' },
  { kind: 'superseded', how: 'never-begun' },
  { kind: 'declined', how: 'acknowledged' },
  { kind: 'deferred', how: 'cancel-unanswered' },
];

it.each(STATES.map((state) => [JSON.stringify(state), state] as const))(
  '%s comes back from its columns',
  (_, state) => {
    expect(attemptStateOf(recordedStateOf(state))).toEqual(state);
  },
);
