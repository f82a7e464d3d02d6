export { type Foundation, type FoundationSettings, openFoundation } from './foundation.js';
export { foundationModule } from './foundation.module.js';
export { readSettings } from './settings/read-settings.js';
export type { Settings } from './settings/settings.js';
