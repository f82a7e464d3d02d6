import type { Role } from '@tidings/vocabulary';

/** Somebody who can be picked on the sign-in page; nobody asks for a password. */
export interface DemoPerson {
  /** Stable subject. */
  readonly sub: string;
  readonly name: string;
  readonly roles: readonly Role[];
}
