import { isoOf, shareText } from '@tidings/vocabulary';
import { POSITION_SPACE, positionOf } from '../position.js';
import type { RolloutFacts } from '../rollout.js';
import { thresholdOf } from '../threshold.js';
import { gate, type OpeningQuestion } from './gate.js';

/**
 * Has the rollout been opened as far as this vehicle's place? A vehicle that joined after the stage opened waits for the next one, the
 * last stage excepted: nobody who was counted at approval loses a place to a newcomer (rollouts.md, "Position and exposure").
 */
export const inStage = gate<OpeningQuestion>('in-stage', ({ rollout: { facts }, vehicle }) => {
  const { stage, plan } = facts;
  const position = positionOf(facts.rolloutId, vehicle.vehicleId);
  const has = placeText(facts, position);
  if (stage === undefined) return { passes: false, wants: 'a stage that is open', has };
  const share = plan.stages[stage.index]?.share;
  const wants = `a place below ${share === undefined ? shownPlace(stage.threshold) : shareText(share)}`;
  if (position >= stage.threshold) return { passes: false, wants, has };
  const isLast = stage.index >= plan.stages.length - 1;
  if (vehicle.memberSince > stage.openedAt && !isLast)
    return {
      passes: false,
      wants: `a vehicle known before the stage opened ${isoOf(stage.openedAt)}; later ones wait for the next stage`,
      has: `known since ${isoOf(vehicle.memberSince)}`,
    };
  return { passes: true, wants, has };
});

function placeText({ plan, stage }: RolloutFacts, position: number): string {
  const place = `place ${shownPlace(position)}`;
  if (stage !== undefined && position < stage.threshold) return place;
  const reachedBy = plan.stages.findIndex(({ share }) => position < thresholdOf(share));
  if (reachedBy < 0) return `${place}, beyond the last stage`;
  return `${place}, reached by stage ${reachedBy + 1} of ${plan.stages.length} (${shareText(plan.stages[reachedBy]!.share)})`;
}

/** Rounded down, so that a place shown below a limit is below it. */
const shownPlace = (position: number): string =>
  `${(Math.floor((position / POSITION_SPACE) * 1_000_000) / 10_000).toFixed(4)}%`;
