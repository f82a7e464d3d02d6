import type { Instant } from './instant.js';

/** The one place time comes from. An operation asks once; a test lets a week pass in a second. */
export abstract class Clock {
  abstract now(): Instant;
}
