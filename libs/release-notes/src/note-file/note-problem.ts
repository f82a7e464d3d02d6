/** One thing wrong in a note's file: where, what, and what to write instead. Lines count from 1. */
export interface NoteProblem {
  readonly line: number;
  readonly problem: string;
  readonly fix: string;
}
