import { describe, expect, it } from '@jest/globals';
import { after, hours, minutes } from '@tidings/vocabulary';
import { NOON } from '../../builders/a-rollout.js';
import { anAttempt } from '../../builders/an-attempt.js';
import { isCancelUnanswered } from './cancel-unanswered.js';

describe('a cancel', () => {
  const told = anAttempt({ fetchedAt: NOON, cancelToldAt: NOON });
  it('waits for its answer', () => {
    expect(isCancelUnanswered({ ...told, cancelPolls: 2 }, after(NOON, minutes(3)))).toBe(false);
  });
  it('is closed by us after three polls', () => {
    expect(isCancelUnanswered({ ...told, cancelPolls: 3 }, after(NOON, minutes(3)))).toBe(true);
  });
  it('is closed by us after 24 h', () => {
    expect(isCancelUnanswered(told, after(NOON, hours(24)))).toBe(true);
  });
  it('is not closed while a whole package may still bring its verdict', () => {
    expect(isCancelUnanswered({ ...told, deliveredAt: NOON }, after(NOON, hours(99)))).toBe(false);
  });
  it('cannot be closed when it was never told, or has its answer', () => {
    expect(isCancelUnanswered(anAttempt({ cancelPolls: 9 }), after(NOON, hours(99)))).toBe(false);
    expect(isCancelUnanswered({ ...told, state: { kind: 'cancelled' } }, after(NOON, hours(99)))).toBe(false);
  });
});
