import { after, hours, type Instant } from '@tidings/vocabulary';
import type { Attempt } from './attempt.js';
import { isOpen } from './open-attempt.js';

const PATIENCE_POLLS = 3;
const PATIENCE = hours(24);

/** Is it time to close a told, unacknowledged cancel ourselves: after 3 polls or 24 h (rollouts.md, "Stopping")? */
export const isCancelUnanswered = (attempt: Attempt, now: Instant): boolean =>
  attempt.cancelToldAt !== undefined &&
  attempt.deliveredAt === undefined &&
  isOpen(attempt) &&
  (attempt.cancelPolls >= PATIENCE_POLLS || now >= after(attempt.cancelToldAt, PATIENCE));
