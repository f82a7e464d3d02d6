/** A field of a request that does not fit. */
export interface FieldProblem {
  /** Path inside the request: 'stages.0.share'. */
  readonly field: string;
  /** 'must be an integer number', 'is not known here'. */
  readonly must: readonly string[];
}
