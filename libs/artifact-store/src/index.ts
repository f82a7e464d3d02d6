export * from './artifact-links.js';
export * from './artifact-store.js';
export * from './folder-artifact-store.js';
export * from './open-artifact-store.js';
export * from './s3-artifact-store.js';
export * from './s3-settings.js';
