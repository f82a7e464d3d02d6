export * from './declared-names.js';
export * from './package-declaration.js';
export * from './publisher-key.js';
export * from './sign-declaration.js';
export * from './verify-declaration.js';
export * from './journal/block-hash.js';
export * from './journal/verify-journal.js';
