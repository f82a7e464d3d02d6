export * from './behaviour.js';
export * from './draw-fleet.js';
export * from './simulated-car.js';
export * from './simulated-rollout.js';
export * from './simulation.js';
