export * from './advisory-lock.js';
export * from './as-domain-error.js';
export * from './check-database.js';
export * from './database-clock.js';
export { databaseTrouble } from './database-trouble.js';
export * from './listener.js';
export * from './long-question.js';
export * from './read-pool.js';
