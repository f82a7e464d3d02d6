import { DomainError, type Duration, parseDuration } from '@tidings/vocabulary';
import { InvalidArgumentError } from 'commander';

/** '24h', '30d'. Errors: InvalidArgumentError. */
export function parseLength(text: string): Duration {
  try {
    return parseDuration(text.trim());
  } catch (error) {
    if (error instanceof DomainError)
      throw new InvalidArgumentError('Write a length of time, as in 90s, 30m, 24h or 7d.');
    throw error;
  }
}
