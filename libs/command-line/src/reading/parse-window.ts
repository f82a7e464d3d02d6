import { InvalidArgumentError } from 'commander';

/** Daily, in each vehicle's local time. */
export interface TypedWindow {
  readonly opens: string;
  readonly closes: string;
}

/** '22:00-05:00'; may pass midnight. Whether the hours exist is for the release desk to say. Errors: InvalidArgumentError. */
export function parseWindow(text: string): TypedWindow {
  const match = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(text.trim());
  if (!match) throw new InvalidArgumentError('Write two local times, as in 22:00-05:00.');
  return { opens: match[1]!, closes: match[2]! };
}
