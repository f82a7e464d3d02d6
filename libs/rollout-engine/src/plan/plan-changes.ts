import { durationText, isoOf, shareText } from '@tidings/vocabulary';
import { STALLED_AFTER } from './plan-defaults.js';
import { endText } from '../steps/continuous.js';
import { guardrailChanges } from './guardrail-changes.js';
import { type Change, compared, type PlanChange } from './plan-change.js';
import { CONSENTS, type Freeze, type Plan, type RetryPolicy } from './plan.js';
import { stageChanges } from './stage-changes.js';

/** What a plan says otherwise than the one before it, in words; none: it says the same. */
export const planChanges = (before: Plan, after: Plan): readonly PlanChange[] => [
  ...stageChanges(before.stages, after.stages),
  ...limitChanges(before, after),
  ...guardrailChanges(before.guardrails, after.guardrails),
  ...timeChanges(before, after),
  ...retryChanges(before.retry, after.retry),
];

/** Tightening takes one person, like stopping; whatever else changes takes two. */
export const needsSecondPerson = (changes: readonly PlanChange[]): boolean =>
  changes.some(({ effect }) => effect !== 'tightens');

function limitChanges(before: Plan, after: Plan): readonly PlanChange[] {
  const change: Change<Plan> = (at, of, text, effect) => compared(at, of(before), of(after), text, effect);
  return [
    ...change(
      'purpose',
      ({ purpose }) => purpose,
      String,
      () => 'loosens',
    ),
    ...change(
      'priority',
      ({ priority }) => priority,
      String,
      () => 'loosens',
    ),
    ...change('failureLimit', ({ failureLimit }) => failureLimit, shareText, lessTightens),
    ...change('silentAfter', ({ silentAfter }) => silentAfter, durationText, lessTightens),
    ...change('stalledAfter', ({ stalledAfter = STALLED_AFTER }) => stalledAfter, durationText, lessTightens),
    ...change('inFlightAtFirst', ({ inFlightAtFirst }) => inFlightAtFirst, String, lessTightens),
    ...change(
      'consent',
      ({ consent = 'tells' }) => consent,
      String,
      (was, is) => (CONSENTS.indexOf(is) > CONSENTS.indexOf(was) ? 'tightens' : 'loosens'),
    ),
  ];
}

const lessTightens = (was: number, is: number): 'tightens' | 'loosens' => (is < was ? 'tightens' : 'loosens');

function timeChanges(before: Plan, after: Plan): readonly PlanChange[] {
  const change: Change<Plan> = (at, of, text, effect) => compared(at, of(before), of(after), text, effect);
  return [
    ...change(
      'window',
      ({ window }) => (window ? `${window.opens} to ${window.closes} local time` : undefined),
      (window) => window ?? 'any time',
      (was) => (was === undefined ? 'tightens' : 'loosens'),
    ),
    ...freezeChanges(before.freezes ?? [], after.freezes ?? []),
    ...change(
      'startsAt',
      ({ startsAt }) => startsAt,
      (startsAt) => (startsAt === undefined ? 'when a person says so' : isoOf(startsAt)),
      (was, is) => (was !== undefined && is !== undefined && is > was ? 'tightens' : 'loosens'),
    ),
    ...change(
      'continuous',
      ({ continuous }) => continuous && endText(continuous.until),
      (end) => end ?? 'ends with its last stage',
      (_, is) => (is === undefined ? 'tightens' : 'loosens'),
    ),
  ];
}

function freezeChanges(before: readonly Freeze[], after: readonly Freeze[]): readonly PlanChange[] {
  const [were, are] = [before.map(freezeText), after.map(freezeText)];
  return [
    ...are
      .filter((one) => !were.includes(one))
      .map((one) => ({ at: 'freezes', effect: 'tightens' as const, says: `adds ${one}` })),
    ...were
      .filter((one) => !are.includes(one))
      .map((one) => ({ at: 'freezes', effect: 'loosens' as const, says: `takes away ${one}` })),
  ];
}

const freezeText = ({ from, to, markets, why }: Freeze): string =>
  `${from} to ${to} in ${markets ? markets.join(', ') : 'every market'} (${why})`;

function retryChanges(before: RetryPolicy | undefined, after: RetryPolicy | undefined): readonly PlanChange[] {
  const text = (retry: RetryPolicy | undefined): string =>
    retry ? `${retry.attempts} tries, ${durationText(retry.after)} apart, after ${retry.classes.join(', ')}` : 'none';
  const isTighter =
    before !== undefined &&
    (after === undefined ||
      (after.attempts <= before.attempts &&
        after.after >= before.after &&
        after.classes.every((one) => before.classes.includes(one))));
  return compared('retry', text(before), text(after), String, () => (isTighter ? 'tightens' : 'loosens'));
}
