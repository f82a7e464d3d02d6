import { days, hours } from '@tidings/vocabulary';

/** Cars without an outcome hold a stage this long behind its soak before a person is asked: a long weekend, and a day to look. */
export const PATIENCE = days(4);

/** Polls without progress: a car driven at weekends only has had its chance (rollouts.md, "Attempts"). */
export const STALLED_AFTER = hours(72);
