import { gate, type KeepingQuestion } from './gate.js';

/** Does the vehicle still report the hardware the offer was made for? */
export const hardwareNotContradicted = gate<KeepingQuestion>('hardware-not-contradicted', ({ attempt, vehicle }) => ({
  passes: attempt.hardwareId === vehicle.hardwareId,
  wants: `hardware ${attempt.hardwareId}, for which it was offered`,
  has: `hardware ${vehicle.hardwareId}`,
}));
