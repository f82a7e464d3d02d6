export * from './rollouts/cohort-count.js';
export * from './rollouts/snapshot-source.js';
export * from './rollouts/stage-evidence.js';
export * from './vehicles/hot-vehicles.js';
export * from './vehicles/poll-facts.js';
export * from './vehicles/deployment-packages.js';
export * from './vehicles/unanswered-cancels.js';
