/** Why a vehicle of a cohort would get no offer now, whatever its place. In the order in which a person looks at them. */
export const EXCLUSIONS = [
  'not-in-service',
  'held',
  'in-another-rollout',
  'hardware-does-not-fit',
  'already-newer',
  'no-path',
  'software-unknown',
  'facts-too-old',
  'facts-disagree',
] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/** Those that are seen vehicle by vehicle, each a bit of `flags`; the others follow from hardware and version. */
export const FLAGGED = [
  'not-in-service',
  'held',
  'in-another-rollout',
  'facts-too-old',
  'facts-disagree',
] as const satisfies readonly Exclusion[];
