import type { ErrorCode } from './error-codes.js';

/** A broken promise: a closed code, the facts that explain it, and what caused it. Prose lives in the problem catalogue. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly facts: Readonly<Record<string, unknown>> = {},
    options?: { readonly cause?: unknown },
  ) {
    super(`${code} ${JSON.stringify(facts)}`, options);
    this.name = 'DomainError';
  }
}
