import { gate, type OpeningQuestion } from './gate.js';

/** Is the vehicle in service with us? */
export const vehicleActive = gate<Pick<OpeningQuestion, 'vehicle'>>('vehicle-active', ({ vehicle }) => ({
  passes: vehicle.standing === 'active',
  wants: 'an active vehicle',
  has: vehicle.standing,
}));
