/** Roles of design "Rights": what a person or a pipeline may do. */
export const ROLES = [
  'viewer',
  'author',
  'approver',
  'safety-approver',
  'release-manager',
  'insight-lead',
  'support',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];

/** Who acts. Four eyes compare `person`, never the account: an API token acts as the person who issued it. */
export interface Actor {
  /** Stable subject of the person (issuer's `sub`), or 'tidings' for the conductor. */
  readonly person: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** A machine may author, never approve. */
  readonly by: 'person' | 'machine';
}
