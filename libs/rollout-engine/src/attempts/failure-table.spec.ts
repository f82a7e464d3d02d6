import { describe, expect, it } from '@jest/globals';
import type { FailureClass } from './attempt.js';
import { classifyFailure } from './failure-table.js';

describe('the class of a failure', () => {
  it.each<[string, number | undefined, string[], FailureClass]>([
    ['a refused signature', undefined, ['ERROR : Signature verification failed'], 'refused-by-vehicle'],
    [
      'a refused signature that also broke the transfer',
      undefined,
      [
        'ERROR : Channel operation returned error (23): Failed writing received data',
        'ERROR : Signature verification failed',
      ],
      'refused-by-vehicle',
    ],
    ['wrong hardware', undefined, ['ERROR : SW not compatible with hardware'], 'refused-by-vehicle'],
    ['a broken payload', undefined, ['ERROR : HASH mismatch : ab <--> cd'], 'refused-by-vehicle'],
    ['a lost connection', undefined, ['ERROR : Connection lost, no data for 300 seconds, closing...'], 'download'],
    [
      'a download given up',
      undefined,
      ['ERROR : Channel get operation aborted because of too many failed download attempts (5).'],
      'download',
    ],
    ['no space', undefined, ['ERROR : Not enough free space to extract app (needed 9, got 1)'], 'precondition-not-met'],
    ['a failed restart', undefined, ['Update Failed.'], 'degraded'],
    [
      'a restart that failed after a signature that held and a download that went well',
      undefined,
      [
        'Update Failed.',
        '[channel_callback_xferinfo] : Downloaded 96% (63 of 66 kB).',
        '[verify_signer_certs] : Verified signature 0 in signer sequence',
      ],
      'degraded',
    ],
    [
      'a restart that failed after a download that was cut and went on',
      undefined,
      ['Update Failed.', 'ERROR : Channel operation returned error (18): Transferred a partial file'],
      'degraded',
    ],
    [
      'an installation that failed after a signature that held',
      undefined,
      ['[verify_signer_certs] : Verified signature 0 in signer sequence', 'Installation failed'],
      'degraded',
    ],
    ['no words at all', undefined, [], 'degraded'],
    ['a code nobody mapped', 4711, [], 'degraded'],
    ['a code that says not drivable', 9001, [], 'not-drivable'],
    ['a code that says ended by owner', 9006, [], 'ended-by-owner'],
    ['a code before words', 9005, ['download'], 'precondition-not-met'],
  ])('of %s', (_, code, details, failure) => {
    expect(classifyFailure({ code, details }).failure).toBe(failure);
  });
});
