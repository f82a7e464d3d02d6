import { HttpException } from '@nestjs/common';
import { DomainError, type ErrorCode } from '@tidings/vocabulary';
import { problemCatalogue } from './problem-catalogue.js';
import type { Facts } from './problem-kind.js';
import { requestErrorOf } from './request-error-of.js';

/** An error as the asker may see it. Each door gives it its own shape. */
export interface Problem {
  readonly code: ErrorCode;
  readonly status: number;
  readonly title: string;
  /** What is wrong and what to do. */
  readonly detail: string;
  /** Only those the catalogue allows to be shown. */
  readonly facts: Facts;
}

/** What to answer when `error` was thrown: by its code, else as a refusal of the request, else as 'unexpected'. Total. */
export function problemOf(error: unknown, requestId: string): Problem {
  const known = knownError(error);
  const kind = known && problemCatalogue[known.code];
  if (!kind) return problemOf(new DomainError('unexpected', { requestId }, { cause: error }), requestId);
  const facts = Object.fromEntries(
    Object.entries(known.facts).filter(([name, fact]) => kind.shows.includes(name) && fact !== undefined),
  );
  return { code: known.code, status: kind.status, title: kind.title, detail: kind.sentence(facts), facts };
}

function knownError(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  return error instanceof HttpException ? requestErrorOf(error) : undefined;
}
