import { instant, isoOf, type Instant } from '@tidings/vocabulary';
import type { RolloutFacts } from '../offers/rollout.js';
import { gate, type OpeningQuestion } from './gate.js';

const HOUR = 3_600_000;

/** The full hour (UTC) that an instant is in. */
export const hourOf = (now: Instant): Instant => instant(Math.floor(now / HOUR) * HOUR);

/** Bytes that a vehicle of this hardware downloads. */
export const downloadOf = ({ release }: Pick<RolloutFacts, 'release'>, hardwareId: string): number =>
  release.packages
    .filter(({ hardwareIds }) => hardwareIds.includes(hardwareId))
    .reduce((sum, { size = 0 }) => sum + size, 0);

/** Has this hour's download budget room for one more vehicle? One vehicle an hour always has, however large the package. */
export const downloadBudget = gate<OpeningQuestion>('download-budget', ({ rollout: { facts }, vehicle, now }) => {
  const { bytesPerHour } = facts.plan;
  if (bytesPerHour === undefined) return { passes: true, wants: 'any amount of downloads', has: 'not counted' };
  const hour = hourOf(now);
  const spent = facts.tally.hour === hour ? (facts.tally.bytes ?? 0) : 0;
  const wants = `at most ${bytesPerHour} bytes offered from ${isoOf(hour)}`;
  const has = `${spent} offered, ${downloadOf(facts, vehicle.hardwareId)} more for this vehicle`;
  if (spent === 0 || spent + downloadOf(facts, vehicle.hardwareId) <= bytesPerHour) return { passes: true, wants, has };
  return { passes: false, wants, has, until: instant(hour + HOUR) };
});
