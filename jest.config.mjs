import { availableParallelism } from 'node:os';
import { SWC_OPTIONS } from './deploy/swc-options.mjs';

/** @type {import('jest').Config} */
export const base = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: {
    '^@tidings/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', { ...SWC_OPTIONS, sourceMaps: 'inline' }],
  },
  globalSetup: '<rootDir>/test/database/global-setup.mjs',
  globalTeardown: '<rootDir>/test/database/global-teardown.mjs',
  testTimeout: 30_000,
  testSequencer: '<rootDir>/test/longest-first.mjs',
  // Many tests wait for processes, browsers and cars: one file more than there are cores uses what the waiting leaves idle.
  maxWorkers: availableParallelism() + 1,
};

export default {
  ...base,
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.spec.{ts,tsx}'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/architecture/fixtures/'],
};
