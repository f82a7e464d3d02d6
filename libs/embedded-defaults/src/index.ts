export * from './private-postgres/directory-trouble.js';
export * from './private-postgres/discard-abandoned.js';
export * from './private-postgres/private-postgres.js';
export * from './secret-file.js';
export * from './local-identity/demo-person.js';
export * from './local-identity/open-local-identity.js';
