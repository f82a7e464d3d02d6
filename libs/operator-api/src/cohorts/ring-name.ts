/** Plans and cohorts call a ring by its name, and so do addresses. */
export const RING_NAME = {
  pattern: /^[a-z][a-z0-9-]{0,39}$/,
  says: 'be small letters, digits and hyphens, as in early-access',
};
