/** Forms of the texts in a plan, for TextField. */
export const DURATION = { pattern: /^\d{1,9}[smhd]$/, says: 'be a length of time such as 90s, 10m, 24h or 3d' };
export const SHARE = { pattern: /^\d{1,3}(\.\d{1,2})?\s?%$/, says: 'be a share such as 1% or 0.05%' };
export const LOCAL_TIME = { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, says: 'be a time such as 22:00' };
export const DAY = { pattern: /^\d{4}-\d{2}-\d{2}$/, says: 'be a day such as 2026-12-20' };
export const INSTANT = {
  pattern: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/,
  says: 'be a moment with its offset, such as 2026-12-01T06:00:00Z',
};
