import { describe, expect, it } from '@jest/globals';
import { NOON } from '../../builders/a-rollout.js';
import { anAttempt } from '../../builders/an-attempt.js';
import type { Attempt } from './attempt.js';
import type { StopManner } from '../offers/decision.js';
import { stopMannerOf } from './stop-manner.js';

describe('an attempt without permission', () => {
  it.each<[string, Partial<Attempt>, StopManner]>([
    ['loses its link when it was never fetched', {}, 'link-goes'],
    ['loses its link when it was fetched and nothing was begun', { fetchedAt: NOON }, 'link-goes'],
    [
      'is cancelled once the vehicle reported that it began',
      { fetchedAt: NOON, state: { kind: 'downloading' } },
      'cancel',
    ],
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
