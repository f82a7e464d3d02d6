import { describe, expect, it } from '@jest/globals';
import { NOON } from '../builders/a-rollout.js';
import { anAttempt } from '../builders/an-attempt.js';
import type { Attempt } from './attempt.js';
import type { StopManner } from './decision.js';
import { stopMannerOf } from './stop-manner.js';

describe('an attempt without permission', () => {
  it.each<[string, Partial<Attempt>, StopManner]>([
    ['loses its link when it was never fetched', {}, 'link-goes'],
    ['is cancelled once fetched', { fetchedAt: NOON }, 'cancel'],
    ['is cancelled when the vehicle reported, though we noted no fetch', { state: { kind: 'downloading' } }, 'cancel'],
    ['is cancelled further once told', { cancelToldAt: NOON }, 'cancel'],
    ['finishes when everything was delivered', { fetchedAt: NOON, deliveredAt: NOON }, 'let-finish'],
    [
      'finishes even when a cancel was told before the last byte',
      { fetchedAt: NOON, cancelToldAt: NOON, deliveredAt: NOON },
      'let-finish',
    ],
  ])('%s', (_, attempt, manner) => {
    expect(stopMannerOf(anAttempt(attempt))).toBe(manner);
  });
});
