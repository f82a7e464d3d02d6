import { isoOf } from '@tidings/vocabulary';
import { gate, type OpeningQuestion } from './gate.js';

/** Do we know what the vehicle runs? Not after a cancelled or contradicted attempt, until it says so. */
export const softwareKnown = gate<OpeningQuestion>('software-known', ({ vehicle: { software } }) => ({
  passes: software.kind === 'known',
  wants: 'a vehicle whose software is known',
  has: software.kind === 'known' ? `runs ${software.version}` : `unknown since ${isoOf(software.since)}`,
}));
