import type { Branded } from './branded.js';
import { DomainError } from './domain-error.js';

/** A moment, in whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = Branded<number, 'Instant'>;

/** A length of time in whole milliseconds. */
export type Duration = Branded<number, 'Duration'>;

export const instant = (epochMilliseconds: number): Instant => Math.trunc(epochMilliseconds) as Instant;
export const instantOf = (date: Date): Instant => date.getTime() as Instant;
export const dateOf = (at: Instant): Date => new Date(at);
/** RFC 3339 in UTC, for people and wires. */
export const isoOf = (at: Instant): string => new Date(at).toISOString();

/** Errors: 'bad-instant' when the text is not an RFC 3339 date-time. */
export function parseInstant(text: string): Instant {
  const ms = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new DomainError('bad-instant', { text });
  return ms as Instant;
}

export const milliseconds = (n: number): Duration => n as Duration;
export const seconds = (n: number): Duration => (n * 1000) as Duration;
export const minutes = (n: number): Duration => (n * 60_000) as Duration;
export const hours = (n: number): Duration => (n * 3_600_000) as Duration;
export const days = (n: number): Duration => (n * 86_400_000) as Duration;

export const after = (at: Instant, length: Duration): Instant => (at + length) as Instant;
export const before = (at: Instant, length: Duration): Instant => (at - length) as Instant;

const UNIT: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** '90s', '10m', '24h', '3d'. Errors: 'bad-duration'. */
export function parseDuration(text: string): Duration {
  const match = /^(\d{1,9})([smhd])$/.exec(text);
  if (!match) throw new DomainError('bad-duration', { text });
  return (Number(match[1]) * UNIT[match[2]!]!) as Duration;
}

const LONGEST_FIRST = Object.entries(UNIT).toReversed().slice(0, 3);

/** The shortest exact form of parseDuration's grammar: 86400000 -> '1d'. */
export function durationText(length: Duration): string {
  for (const [unit, size] of LONGEST_FIRST) if (length % size === 0) return `${length / size}${unit}`;
  return `${Math.round(length / 1000)}s`;
}
