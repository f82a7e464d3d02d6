export type { DdiSettings } from './ddi-settings.js';
export { serveDdi } from './serve-ddi.js';
export { StopAllController } from './stop-all/stop-all.controller.js';
