import { shareText } from '@tidings/vocabulary';
import type { Stage, StageExposure } from '../plan/plan.js';
import { thresholdOf } from './threshold.js';

/**
 * The integer each stage opens up to. `thresholdOfCount` answers for stages by count: one above the position of the last of so many
 * vehicles of the cohort, which only a scan of it can tell. A ring adds no random place: it keeps the threshold before it.
 */
export function stageThresholds(
  stages: readonly Stage[],
  thresholdOfCount: (count: number) => number,
): readonly number[] {
  let threshold = 0;
  return stages.map((stage) => {
    if ('share' in stage) threshold = thresholdOf(stage.share);
    else if ('count' in stage) threshold = thresholdOfCount(stage.count);
    return threshold;
  });
}

/** The rings that are exposed once stage `index` is open. */
export const openRings = (stages: readonly Stage[], index: number): readonly string[] =>
  stages.slice(0, index + 1).flatMap((stage) => ('ring' in stage ? [stage.ring] : []));

/** '1%', '500 vehicles', 'ring staff'. */
export function exposureText(exposure: StageExposure): string {
  if ('share' in exposure) return shareText(exposure.share);
  return 'count' in exposure ? `${exposure.count} vehicles` : `ring ${exposure.ring}`;
}
