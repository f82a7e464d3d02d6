import type { Attempt, AttemptState } from './attempt.js';

const OPEN: readonly AttemptState['kind'][] = [
  'offered',
  'downloading',
  'downloaded',
  'installing',
  'silent',
  'stalled',
];

/** Has the attempt no outcome yet? */
export const isOpen = ({ state, closedAt }: Pick<Attempt, 'state' | 'closedAt'>): boolean =>
  closedAt === undefined && OPEN.includes(state.kind);

/** The vehicle's open attempt; the oldest if a broken promise left several, so that nothing newer is begun. */
export const openAttemptOf = (attempts: readonly Attempt[]): Attempt | undefined =>
  attempts.filter(isOpen).toSorted((a, b) => a.wireNumber - b.wireNumber)[0];
