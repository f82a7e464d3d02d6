import { isoOf } from '@tidings/vocabulary';
import { sliceHolds } from '../guardrails/slice-hold.js';
import { gate, type OpeningQuestion } from './gate.js';

/** Has nobody put a hold on this vehicle, and no guardrail on the slice of the cohort it is of? */
export const notHeld = gate<Pick<OpeningQuestion, 'rollout' | 'vehicle'>>('not-held', ({ rollout, vehicle }) => {
  const wants = 'a vehicle without a hold';
  const { hold } = vehicle;
  if (hold) return { passes: false, wants, has: `held by ${hold.by} since ${isoOf(hold.at)}: ${hold.why}` };
  const slice = rollout.facts.holds.find((one) => sliceHolds(one, vehicle));
  if (slice === undefined) return { passes: true, wants, has: 'no hold' };
  return {
    passes: false,
    wants,
    has: `vehicles with ${slice.attribute} ${slice.value} are held since ${isoOf(slice.since)}: more of them fail than of the others`,
  };
});
