import { describe, expect, it } from '@jest/globals';
import { anAttempt } from '../../builders/an-attempt.js';
import { NOON } from '../../builders/a-rollout.js';
import { inferInstalled } from './infer-installed.js';

describe('a vehicle that reports what it runs', () => {
  it('has installed its open attempt when that is the target', () => {
    expect(inferInstalled(anAttempt({ state: { kind: 'installing' } }), '7.2', '7.2.0')).toEqual({
      kind: 'installed',
      isInferred: true,
    });
  });
  it('says nothing about it when it runs something else, or something unreadable', () => {
    expect(inferInstalled(anAttempt(), '7.2', '7.1')).toBeUndefined();
    expect(inferInstalled(anAttempt(), '7.2', 'unknown!')).toBeUndefined();
  });
  it('changes nothing of an attempt that has its outcome', () => {
    expect(inferInstalled(anAttempt({ state: { kind: 'cancelled' }, closedAt: NOON }), '7.2', '7.2')).toBeUndefined();
  });
});
