import { gate, type OpeningQuestion } from './gate.js';

/** Do the vehicle and its maker say the same of it? */
export const factsAgree = gate<OpeningQuestion>('facts-agree', ({ vehicle: { disagreements } }) => ({
  passes: disagreements.length === 0,
  wants: 'a vehicle that says what its maker filed',
  has:
    disagreements.length === 0
      ? 'nothing that differs'
      : disagreements.map((one) => `${one.fact}: it says ${one.vehicleSays}, filed is ${one.makerSays}`).join('; '),
}));
