import { describe, expect, it } from '@jest/globals';
import { after, days, hours, type Instant, parseInstant } from '@tidings/vocabulary';
import { aPlan, aRollout, NOON } from '../../builders/a-rollout.js';
import { aVehicle } from '../../builders/a-vehicle.js';
import { anAttempt } from '../../builders/an-attempt.js';
import { decideOffer } from '../offers/decide-offer.js';
import type { Decision, GateAnswer } from '../offers/decision.js';
import type { OwnerChoice, OwnerDecision } from '../offers/owner-decision.js';
import type { Plan } from '../plan/plan.js';
import type { ReleaseFacts } from '../offers/rollout.js';
import { compileSnapshot } from '../offers/snapshot.js';
import { ownerAgrees } from './owner-agrees.js';

const rollout = (consent: Plan['consent'], release: Partial<ReleaseFacts> = {}) =>
  aRollout({ plan: aPlan({ ...(consent && { consent }) }), release: { editions: ['text-1'], ...release } });
const decided = (choice: OwnerChoice, more: { at?: Instant; edition?: string } = {}): OwnerDecision => ({
  releaseId: rollout('asks').release.releaseId,
  edition: 'text-1',
  at: after(NOON, days(-2)),
  ...more,
  ...choice,
});

function ask(decisions: readonly OwnerDecision[], now = NOON, of = rollout('asks')): Omit<GateAnswer, 'gate'> {
  const [compiled] = compileSnapshot([of]).inOrder;
  return ownerAgrees.ask({ rollout: compiled!, vehicle: aVehicle({ decisions }), attempts: [], now });
}

describe('a rollout that asks the owner', () => {
  const tonight = { kind: 'accepted', from: after(NOON, hours(8)), to: after(NOON, hours(12)) } as const;
  const night = parseInstant('2026-03-10T21:00:00Z');

  it.each<[string, OwnerDecision[], Instant, string | undefined]>([
    ['offers nothing without a decision', [], NOON, 'owner-not-asked'],
    ['offers nothing after a no', [decided({ kind: 'declined' })], NOON, 'owner-declined'],
    ['waits while deferred', [decided({ kind: 'deferred', until: after(NOON, days(1)) })], NOON, 'owner-deferred'],
    ['asks again after that', [decided({ kind: 'deferred', until: NOON })], NOON, 'owner-not-asked'],
    ['waits for the span', [decided(tonight)], NOON, 'owner-window'],
    ['offers inside the span', [decided(tonight)], tonight.from, undefined],
    ['lets nothing slide: a missed span waits for a new yes', [decided(tonight)], tonight.to, 'owner-not-asked'],
    ['does not take a yes to another text', [decided(tonight, { edition: 'text-0' })], tonight.from, 'owner-not-asked'],
    ['waits for the night', [decided({ kind: 'every-night' })], NOON, 'owner-window'],
    ['offers in the night', [decided({ kind: 'every-night' })], night, undefined],
    ['tells a day before', [decided({ kind: 'every-night' }, { at: after(night, hours(-2)) })], night, 'owner-window'],
  ])('%s', (_, decisions, now, reason) => {
    const answer = ask(decisions, now);
    expect([answer.passes, answer.reason]).toEqual([reason === undefined, reason]);
  });

  it('says until when it waits', () => {
    expect(ask([decided(tonight)]).until).toBe(tonight.from);
    expect(ask([decided({ kind: 'every-night' })]).until).toBe(night);
    const toldToday = decided({ kind: 'every-night' }, { at: parseInstant('2026-03-10T00:00:00Z') });
    expect(ask([toldToday]).until).toBe(parseInstant('2026-03-11T00:00:00Z'));
  });

  it('takes nothing away at night without a yes to that', () => {
    expect(ask([decided({ kind: 'every-night' })], night, rollout('asks', { takesAway: true }))).toMatchObject({
      passes: false,
      reason: 'owner-not-asked',
    });
  });

  it('knows who cannot be asked', () => {
    const [compiled] = compileSnapshot([rollout('asks')]).inOrder;
    const vehicle = aVehicle({ hasNobodyToAsk: true });
    expect(ownerAgrees.ask({ rollout: compiled!, vehicle, attempts: [], now: NOON }).reason).toBe('nobody-to-ask');
  });
});

it('a rollout that tells the owner offers at once, one for the workshop never', () => {
  expect(ask([decided({ kind: 'declined' })], NOON, rollout('tells'))).toMatchObject({ passes: true });
  expect(ask([], NOON, rollout(undefined))).toMatchObject({ passes: true });
  expect(ask([], NOON, rollout('workshop'))).toMatchObject({ passes: false, reason: 'workshop-only' });
});

describe('an owner who changes their mind while an attempt is open', () => {
  const decide = (choice: OwnerChoice, at: Instant, consent: Plan['consent'] = 'asks'): Decision =>
    decideOffer(
      compileSnapshot([rollout(consent)]),
      aVehicle({ decisions: [decided(choice, { at })] }),
      [anAttempt({ state: { kind: 'downloading' }, fetchedAt: NOON })],
      after(NOON, hours(1)),
    );

  it('ends it', () => {
    expect(decide({ kind: 'declined' }, after(NOON, hours(1)))).toMatchObject({
      kind: 'stop',
      manner: 'cancel',
      end: { kind: 'declined' },
    });
    const until = after(NOON, days(3));
    expect(decide({ kind: 'deferred', until }, after(NOON, hours(1)))).toMatchObject({
      kind: 'stop',
      end: { kind: 'deferred', until },
    });
  });

  it.each<[string, OwnerChoice, Instant, Plan['consent']]>([
    ['not when the no is older than the offer', { kind: 'declined' }, NOON, 'asks'],
    ['not when the rollout only tells', { kind: 'declined' }, after(NOON, hours(1)), 'tells'],
    ['not when the span passes', { kind: 'accepted', from: NOON, to: NOON }, after(NOON, hours(1)), 'asks'],
  ])('%s', (_, choice, at, consent) => {
    expect(decide(choice, at, consent)).toMatchObject({ kind: 'keep' });
  });
});
