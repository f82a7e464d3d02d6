export * from './car/belief.js';
export * from './fleet/behaviour.js';
export * from './fleet/fleet-counts.js';
export * from './fleet/fleet-event.js';
export * from './fleet/simulate-fleet.js';
export * from './fleet/simulated-vehicle.js';
