import type { Pattern } from '@tidings/rollout-engine';

/** A pattern of a filter as LIKE reads it. */
export const likeOf = (pattern: Pattern): string => pattern.map((part) => part.replace(/[\\%_]/g, '\\$&')).join('%');
