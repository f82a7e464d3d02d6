export * from './declared-names.js';
export * from './package-declaration.js';
export * from './publisher-key.js';
export * from './sign-declaration.js';
export * from './verify-declaration.js';
