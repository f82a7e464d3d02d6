import { durationText, seconds } from '@tidings/vocabulary';
import { exposureText } from '../position/exposure.js';
import { type Change, compared, type PlanChange } from './plan-change.js';
import { PATIENCE } from './plan-defaults.js';
import type { Stage } from './plan.js';

/** What the stages of a plan say otherwise, compared place by place. */
export function stageChanges(before: readonly Stage[], after: readonly Stage[]): readonly PlanChange[] {
  const places = Math.max(before.length, after.length);
  return Array.from({ length: places }, (_, index) => changesAt(before[index], after[index], `stages.${index}`)).flat();
}

function changesAt(was: Stage | undefined, is: Stage | undefined, at: string): readonly PlanChange[] {
  // The stages behind go with it: nobody beyond the one before is exposed any more.
  if (is === undefined) return [{ at, effect: 'tightens', says: `no stage of ${exposureText(was!)} any more` }];
  if (was === undefined) return [{ at, effect: 'loosens', says: `a new stage of ${exposureText(is)}` }];
  const change: Change<Stage> = (name, of, text, effect) => compared(`${at}${name}`, of(was), of(is), text, effect);
  return [
    ...compared(at, exposureText(was), exposureText(is), String, () => (exposesLess(was, is) ? 'tightens' : 'loosens')),
    ...change(
      '.ramp',
      ({ ramp = NO_RAMP }) => ramp,
      (ramp) => (ramp === 0 ? 'all at once' : `over ${durationText(ramp)}`),
      moreTightens,
    ),
    ...change('.soak', ({ soak }) => soak, durationText, moreTightens),
    ...change(
      '.minimumAnswers',
      ({ minimumAnswers }) => minimumAnswers,
      (count) => `${count} answers`,
      moreTightens,
    ),
    ...change(
      '.needsApproval',
      ({ needsApproval }) => needsApproval,
      (needed) => (needed ? 'a person says yes' : 'nobody is asked'),
      (_, needed) => (needed ? 'tightens' : 'loosens'),
    ),
    // Who is asked sooner about cars that do not answer may also let the stage go sooner.
    ...change('.patience', ({ patience = PATIENCE }) => patience, durationText, moreTightens),
  ];
}

const NO_RAMP = seconds(0);

const moreTightens = (was: number, is: number): PlanChange['effect'] => (is > was ? 'tightens' : 'loosens');

/** Shares and counts cannot be compared with each other on paper: that loosens until a person has looked. */
function exposesLess(was: Stage, is: Stage): boolean {
  if ('share' in was && 'share' in is) return is.share < was.share;
  return 'count' in was && 'count' in is && is.count < was.count;
}
