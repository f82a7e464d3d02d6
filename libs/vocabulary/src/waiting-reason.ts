/** Why a gate that has several reasons refuses; each has its sentence for owners and for people at the desk. */
export const WAITING_REASONS = [
  'workshop-only',
  'nobody-to-ask',
  'owner-not-asked',
  'owner-declined',
  'owner-deferred',
  'owner-window',
] as const;
export type WaitingReason = (typeof WAITING_REASONS)[number];
