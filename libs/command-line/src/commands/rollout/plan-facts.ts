import { countText, instantText, numberText } from '../../printing/amounts.js';
import type { Fact } from '../../printing/facts.js';
import type { components } from '../../release-desk/openapi.js';

type Plan = components['schemas']['PlanAnswer'];

/** '10% over 6h for 1d, 50 answers, then a person says yes'. */
export const stagePlanText = (stage: Plan['stages'][number]): string =>
  `${stage.exposes}${stage.ramp === undefined ? '' : ` over ${stage.ramp}`} for ${stage.soak}, ${countText(
    stage.minimumAnswers,
    'answer',
  )}${stage.needsApproval ? ', then a person says yes' : ''}`;

/** What is on paper of a plan. */
export const planFacts = (plan: Plan): readonly Fact[] => [
  ['Plan', plan.stages.map(stagePlanText).join(' > ')],
  ['Too small', smallText(plan)],
  ['Purpose', plan.purpose],
  ['Starts', plan.startsAt && `by itself at ${instantText(plan.startsAt)}`],
  ['Stops at', `more than ${plan.failureLimit} failed; silent after ${plan.silentAfter}`],
  ['Pace', `${numberText(plan.inFlightAtFirst)} at a time in the first stage`],
  ['Window', plan.window && `${plan.window.opens} to ${plan.window.closes}, local time of each car`],
  ...plan.freezes.map(({ from, to, markets, why }): Fact => [
    'Frozen',
    `${from} to ${to}${markets ? ` in ${markets.join(', ')}` : ''}: ${why}`,
  ]),
  [
    'Tries again',
    plan.retry &&
      `${plan.retry.attempts} tries in all, ${plan.retry.after} apart, after ${plan.retry.classes.join(', ')}`,
  ],
  ['Stays open', plan.continuous && endText(plan.continuous)],
  ['Owner', CONSENT[plan.consent]],
];

/** A stage that tells too little is said so before it is relied on. */
function smallText({ stages }: Plan): string | undefined {
  const small = stages.slice(0, -1).flatMap((stage, place) => (stage.tooSmallToTell ? [{ stage, place }] : []));
  if (small.length === 0) return undefined;
  const each = small.map(({ stage, place }) => `stage ${place + 1} (${numberText(stage.answersToTell)} answers tell)`);
  return `to tell three times the limit in four of five cases: ${each.join(', ')}`;
}

function endText({ until, at, quietFor }: NonNullable<Plan['continuous']>): string {
  if (until === 'withdrawn') return 'for late joiners, until the release is withdrawn';
  return until === 'quiet'
    ? `for late joiners, until nobody was offered it for ${quietFor ?? ''}`
    : `for late joiners, until ${instantText(at ?? '')}`;
}

const CONSENT: Readonly<Record<Plan['consent'], string>> = {
  tells: 'is told',
  asks: 'is asked',
  workshop: 'goes to a workshop',
};
