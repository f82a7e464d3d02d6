import { after, hours, isoOf } from '@tidings/vocabulary';
import type { GateAnswer } from '../offers/decision.js';
import type { OwnerDecision } from '../offers/owner-decision.js';
import { askWindow } from '../times/window-clock.js';
import { gate, type OpeningQuestion } from './gate.js';

/** Nights of owners who said "every night". */
const NIGHT = { opens: '22:00', closes: '05:00' };
/** Who said "every night" is told a day before (rollouts.md, "Consent"). */
const TOLD_BEFORE = hours(24);

type Answer = Omit<GateAnswer, 'gate'>;

/** Has the owner agreed, as far as this rollout asks, to this text and to now? "Not yet" is no link. */
export const ownerAgrees = gate<OpeningQuestion>('owner-agrees', (question) => {
  const { consent = 'tells' } = question.rollout.facts.plan;
  if (consent === 'tells') return { passes: true, wants: 'an owner who is told', has: 'told with the offer' };
  if (consent === 'workshop')
    return { passes: false, wants: 'a workshop', has: 'over the air', reason: 'workshop-only' };
  return asksOwner(question);
});

function asksOwner(question: OpeningQuestion): Answer {
  const { rollout, vehicle, now } = question;
  const { release } = rollout.facts;
  const wants = `the owner's yes to release ${release.version}`;
  const no = (reason: NonNullable<Answer['reason']>, has: string): Answer => ({ passes: false, wants, has, reason });
  const decision = vehicle.decisions?.find(({ releaseId }) => releaseId === release.releaseId);
  if (decision === undefined)
    return vehicle.hasNobodyToAsk === true
      ? no('nobody-to-ask', 'nobody to ask: no account and no screen')
      : no('owner-not-asked', 'no decision yet');
  if (decision.kind === 'declined') return no('owner-declined', `declined ${isoOf(decision.at)}`);
  if (decision.kind === 'deferred')
    return now < decision.until
      ? no('owner-deferred', `not before ${isoOf(decision.until)}`)
      : no('owner-not-asked', `deferred until ${isoOf(decision.until)}, which is over`);
  if (!(release.editions ?? []).includes(decision.edition))
    return no('owner-not-asked', `a yes of ${isoOf(decision.at)} to an earlier text`);
  return decision.kind === 'accepted' ? inSpan(decision, { wants }, question) : inNight(decision, { wants }, question);
}

function inSpan(
  { from, to }: Extract<OwnerDecision, { kind: 'accepted' }>,
  { wants }: { readonly wants: string },
  { now }: OpeningQuestion,
): Answer {
  const has = `yes from ${isoOf(from)} to ${isoOf(to)}`;
  if (now < from) return { passes: false, wants, has, reason: 'owner-window', until: from };
  if (now < to) return { passes: true, wants, has };
  return { passes: false, wants, has: `${has}, which was missed`, reason: 'owner-not-asked' };
}

function inNight(
  { at }: Extract<OwnerDecision, { kind: 'every-night' }>,
  { wants }: { readonly wants: string },
  { rollout, vehicle, now }: OpeningQuestion,
): Answer {
  const has = `yes to every night, ${isoOf(at)}`;
  if (rollout.facts.release.takesAway === true)
    return {
      passes: false,
      wants: 'a yes to one span of time, because it takes something away',
      has,
      reason: 'owner-not-asked',
    };
  const told = after(at, TOLD_BEFORE);
  const first = now < told ? told : now;
  const night = askWindow(NIGHT, vehicle.timeZone, first);
  if (night.kind === 'unreadable') return { passes: false, wants, has: night.what, reason: 'owner-window' };
  if (night.kind === 'open' && first === now) return { passes: true, wants, has };
  return { passes: false, wants, has, reason: 'owner-window', until: night.kind === 'open' ? first : night.opensAt };
}
