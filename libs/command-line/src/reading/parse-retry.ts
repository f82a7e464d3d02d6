import { InvalidArgumentError } from 'commander';

/** When a failed car is tried again, in the words of the release desk. */
export interface TypedRetry {
  readonly attempts: number;
  readonly after: string;
  readonly classes: readonly string[];
}

/** '3:24h:download+precondition-not-met': tries in all, how long apart, after which failures. Errors: InvalidArgumentError. */
export function parseRetry(text: string): TypedRetry {
  const [, attempts, after, classes] = /^(\d{1,2}):(\d{1,9}[smhd]):([a-z-]+(?:\+[a-z-]+)*)$/.exec(text.trim()) ?? [];
  if (attempts === undefined || after === undefined || classes === undefined)
    throw new InvalidArgumentError('Write TRIES:APART:FAILURES, as in 3:24h:download+precondition-not-met.');
  return { attempts: Number(attempts), after, classes: classes.split('+') };
}
