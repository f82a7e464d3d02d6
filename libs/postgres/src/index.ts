export * from './advisory-lock.js';
export * from './as-domain-error.js';
export * from './database-clock.js';
export * from './listener.js';
export * from './long-question.js';
export * from './read-pool.js';
