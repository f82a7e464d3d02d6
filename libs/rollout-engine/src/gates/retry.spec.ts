import { describe, expect, it } from '@jest/globals';
import { after, hours, type Instant } from '@tidings/vocabulary';
import { aPlan, aRollout, NOON } from '../../builders/a-rollout.js';
import { aVehicle } from '../../builders/a-vehicle.js';
import { anAttempt } from '../../builders/an-attempt.js';
import type { Attempt, FailureClass } from '../attempts/attempt.js';
import type { GateAnswer } from '../offers/decision.js';
import { compileSnapshot } from '../offers/snapshot.js';
import { notFailedBefore } from './not-failed-before.js';

const retry = { attempts: 3, after: hours(24), classes: ['download', 'degraded'] as const };
const [rollout] = compileSnapshot([aRollout({ plan: aPlan({ retry }) })]).inOrder;
const failed = (failure: FailureClass, closedAt = NOON): Attempt =>
  anAttempt({ state: { kind: 'failed', failure, cause: 'it broke' }, closedAt });
const ask = (attempts: readonly Attempt[], now: Instant): GateAnswer =>
  notFailedBefore.ask({ rollout: rollout!, vehicle: aVehicle(), attempts, now });

const nextDay = after(NOON, hours(24));

describe('a plan that tries failed vehicles again', () => {
  it.each<[string, Attempt[], Instant, boolean]>([
    ['waits as long as it says', [failed('download')], after(nextDay, hours(-1)), false],
    ['then tries again', [failed('download')], nextDay, true],
    ['counts every failure', [failed('download'), failed('degraded')], nextDay, true],
    ['tries only so often', [failed('download'), failed('degraded'), failed('download')], nextDay, false],
    ['tries no other kind again', [failed('not-drivable')], nextDay, false],
    ['counts no try that we ended', [failed('stopped-by-us'), failed('stopped-by-us')], NOON, true],
    [
      'never tries what contradicted itself',
      [anAttempt({ state: { kind: 'contradicted', cause: 'both' } })],
      nextDay,
      false,
    ],
    [
      'never tries what was installed',
      [anAttempt({ state: { kind: 'installed', isInferred: false } })],
      nextDay,
      false,
    ],
  ])('%s', (_, attempts, now, passes) => {
    expect(ask(attempts, now).passes).toBe(passes);
  });

  it('says until when it waits, from the end of the last try', () => {
    expect(ask([failed('download', after(NOON, hours(2))), failed('download')], NOON).until).toBe(
      after(nextDay, hours(2)),
    );
    expect(ask([failed('not-drivable')], NOON)).not.toHaveProperty('until');
  });
});
