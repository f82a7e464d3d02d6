/**
 * What other systems tell about vehicles, each a guardrail's: signals of the car's health after an update, what owners answered about
 * effort, "is it better?" and clarity, contacts with support.
 */
export const EVIDENCE_KINDS = ['health', 'effort', 'better', 'clarity', 'support'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];
