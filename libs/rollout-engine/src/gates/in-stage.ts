import { isoOf } from '@tidings/vocabulary';
import { exposureText, openRings } from '../position/exposure.js';
import { POSITION_SPACE, positionOf } from '../position/position.js';
import { isGrowing } from '../steps/ramp.js';
import type { RolloutFacts } from '../offers/rollout.js';
import { gate, type OpeningQuestion } from './gate.js';

/**
 * Has the rollout been opened as far as this vehicle's place, or to a ring it is in? A vehicle that joined after the stage opened waits
 * for the next one, the last stage excepted: nobody who was counted at approval loses a place to a newcomer (rollouts.md, "Position
 * and exposure").
 */
export const inStage = gate<OpeningQuestion>('in-stage', ({ rollout: { facts }, vehicle }) => {
  const { stage, plan } = facts;
  const position = positionOf(facts.rolloutId, vehicle.vehicleId);
  const place = placeText(facts, position);
  if (stage === undefined) return { passes: false, wants: 'a stage that is open', has: place };
  const open = openRings(plan.stages, stage.index);
  const ring = open.find((name) => vehicle.rings.includes(name));
  const has = ring === undefined ? place : `${place}; in ring ${ring}`;
  const wants = wantsText(facts, open);
  if (position >= stage.threshold && ring === undefined) return { passes: false, wants, has };
  const isLast = stage.index >= plan.stages.length - 1;
  if (vehicle.memberSince > stage.openedAt && !isLast)
    return {
      passes: false,
      wants: `a vehicle known before the stage opened ${isoOf(stage.openedAt)}; later ones wait for the next stage`,
      has: `known since ${isoOf(vehicle.memberSince)}`,
    };
  return { passes: true, wants, has };
});

/** 'a place below 10%', or what a ramp or a count has opened; 'a place in ring staff' where nothing else is open. */
function wantsText({ stage, plan }: RolloutFacts, rings: readonly string[]): string {
  const { index, threshold, ramp } = stage!;
  const current = plan.stages[index];
  const isShare = current !== undefined && 'share' in current && !isGrowing(ramp);
  const below = isShare ? exposureText(current) : shownPlace(threshold);
  return [...(threshold > 0 ? [`below ${below}`] : []), ...rings.map((ring) => `in ring ${ring}`)]
    .map((part, n) => (n === 0 ? `a place ${part}` : part))
    .join(' or ');
}

function placeText({ plan, stage, thresholds }: RolloutFacts, position: number): string {
  const place = `place ${shownPlace(position)}`;
  if (stage !== undefined && position < stage.threshold) return place;
  const reachedBy = thresholds.findIndex((threshold) => position < threshold);
  if (reachedBy < 0) return thresholds.length === 0 ? place : `${place}, beyond the last stage`;
  return `${place}, reached by stage ${reachedBy + 1} of ${plan.stages.length} (${exposureText(plan.stages[reachedBy]!)})`;
}

/** Rounded down, so that a place shown below a limit is below it. */
const shownPlace = (position: number): string =>
  `${(Math.floor((position / POSITION_SPACE) * 1_000_000) / 10_000).toFixed(4)}%`;
