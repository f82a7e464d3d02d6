export { DecisionSnapshot } from './decision-snapshot.js';
export type { Seat } from './fleet-memory.js';
export { StopAllFile } from './stop-all/stop-all-file.js';
