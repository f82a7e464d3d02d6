/** What a vehicle may say about an attempt, in our words (the DDI door translates). */
export const EXECUTIONS = ['progress', 'download', 'downloaded', 'rejected', 'canceled', 'closed'] as const;
export type Execution = (typeof EXECUTIONS)[number];

/**
 * The identity of a report. Two reports with the same key are the same report: clients put a new time and sometimes other
 * words into every retry, so body, order and the vehicle's clock never count (rollouts.md, "Attempts").
 */
export interface ReportKey {
  /** Which door it came through: about the deployment, or about its cancel. */
  readonly door: 'deployment' | 'cancel';
  readonly execution: Execution;
  readonly finished: 'none' | 'success' | 'failure';
  readonly code: number | undefined;
}

/** A report with the words that came with it. */
export interface Report extends ReportKey {
  readonly details: readonly string[];
}
