import { countText, numberText } from '../../printing/amounts.js';
import type { Rollout } from './all-rollouts.js';

/** What a stop means for the vehicles that were under way; those that cannot be stopped are named. */
export function stopSentences({ afterStop }: Rollout): readonly string[] {
  if (!afterStop) return [];
  const { notHeardFrom, told, pastStopping, pastStoppingVehicles } = afterStop;
  const stopping = notHeardFrom + told;
  const more = pastStopping - pastStoppingVehicles.length;
  return [
    stopping === 0
      ? 'No car is between offer and package.'
      : `${countText(stopping, 'car')} without the whole package ${stopping === 1 ? 'stops' : 'stop'} at the next contact.`,
    ...(pastStopping === 0
      ? []
      : [
          `${countText(pastStopping, 'car')} cannot be stopped, with everything on board: ${pastStoppingVehicles.join(', ')}${
            more > 0 ? ` and ${numberText(more)} more` : ''
          }.`,
        ]),
  ];
}
