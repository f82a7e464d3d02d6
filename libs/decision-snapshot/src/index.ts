export { DecisionSnapshot } from './decision-snapshot.js';
export type { Seat } from './fleet-memory.js';
