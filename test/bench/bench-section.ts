import type { BenchOptions } from './bench-options.js';
import type { PrivatePostgres } from '@tidings/embedded-defaults';
import type { Cores } from './cores.js';

/**
 * One subject of the benchmark and its section of docs/benchmarks.md. A file `test/bench/NAME-bench.ts` that exports `bench: BenchSection`
 * is found and run by `npm run bench`, alone with `-- --only NAME`.
 */
export interface BenchSection {
  /** Heading of the section on the page; a run replaces the section of this heading and leaves the others. */
  readonly heading: string;
  /** Nothing is pinned: for a subject that is PostgreSQL alone, which may use what cores there are. */
  readonly usesAllCores?: true;
  /** Errors: an Error when what was measured was not what it is said to be; nothing is written then. */
  readonly measure: (ground: Ground) => Promise<Findings>;
}

/** What the bench stands on. */
export interface Ground {
  readonly options: BenchOptions;
  readonly cores: Cores;
  /** Thrown away after the section. `Fleet.register(postgres, 'name', size)` makes a database of its own in it. */
  readonly postgres: PrivatePostgres;
  /** For everything the servers and the generator keep. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

export interface Findings {
  /** Markdown before the goals: what was measured, how, the tables. */
  readonly words: string;
  /** Every goal the section has, missed ones included. */
  readonly goals: readonly Goal[];
}

/** A figure of the house against what was measured. */
export interface Goal {
  /** 'preview of a cohort, 1,000,000 vehicles'. */
  readonly goal: string;
  /** With its unit: '1.8 s'. */
  readonly measured: string;
  /** 'under 2 s'. */
  readonly wanted: string;
  readonly holds: boolean;
}
