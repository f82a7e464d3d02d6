export { DecisionSnapshot } from './decision-snapshot.js';
export { FleetMemory, type Seat } from './fleet-memory.js';
