export { DecisionSnapshot } from './decision-snapshot.js';
export type { Seat } from './fleet-memory.js';
export { StopAll } from './stop-all/stop-all.js';
export { StopAllFile } from './stop-all/stop-all-file.js';
