export type { DdiSettings } from './ddi-settings.js';
export { serveDdi } from './serve-ddi.js';
