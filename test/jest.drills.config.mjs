import { base } from '../jest.config.mjs';

/** Long tests: crashes, many seeds. `DRILL_SECONDS` bounds a run; every drill runs at least one seed. */
export default { ...base, testMatch: ['<rootDir>/test/drills/**/*.drill.ts'], testTimeout: 20 * 60_000, maxWorkers: 2 };
