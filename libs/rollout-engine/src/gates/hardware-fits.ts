import { gate, type OpeningQuestion } from './gate.js';

/** Does the release bring a package for this vehicle's hardware? */
export const hardwareFits = gate<OpeningQuestion>('hardware-fits', ({ rollout: { facts }, vehicle }) => {
  const fitting = [...new Set(facts.release.packages.flatMap(({ hardwareIds }) => hardwareIds))];
  return {
    passes: fitting.includes(vehicle.hardwareId),
    wants: fitting.length > 0 ? `hardware ${fitting.join(' or ')}` : 'a package in the release',
    has: `hardware ${vehicle.hardwareId}`,
  };
});
