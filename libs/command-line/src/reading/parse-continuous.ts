import { InvalidArgumentError } from 'commander';

/** How long a rollout stays open for late joiners, in the words of the release desk. */
export interface TypedContinuous {
  readonly until: 'instant' | 'withdrawn' | 'quiet';
  readonly at?: string;
  readonly quietFor?: string;
}

/** 'withdrawn', 'quiet:30d' or an instant such as 2027-06-30T00:00:00Z. Errors: InvalidArgumentError. */
export function parseContinuous(typed: string): TypedContinuous {
  const text = typed.trim();
  if (text === 'withdrawn') return { until: 'withdrawn' };
  const quietFor = /^quiet:(\d{1,9}[smhd])$/.exec(text)?.[1];
  if (quietFor !== undefined) return { until: 'quiet', quietFor };
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return { until: 'instant', at: text };
  throw new InvalidArgumentError('Write withdrawn, quiet:30d or an instant such as 2027-06-30T00:00:00Z.');
}
