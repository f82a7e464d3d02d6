export type { Io, Screen } from './io.js';
export { type ExitCode, run } from './run.js';
