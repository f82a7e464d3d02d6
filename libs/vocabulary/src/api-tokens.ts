import type { Role } from './actor.js';
import type { Sha256 } from './digest.js';
import type { Instant } from './instant.js';

/** What is on record about a pipeline's API token that is neither revoked nor forgotten. */
export interface ApiTokenOnRecord {
  /** Subject of the person who issued it, and as whom it acts. */
  readonly issuedBy: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly expiresAt: Instant;
}

/** Port: looks an API token up by the SHA-256 of its text; the text itself is kept nowhere. */
export abstract class ApiTokens {
  /** Undefined when there is no such token or it was revoked. The caller checks the expiry. */
  abstract find(digest: Sha256): Promise<ApiTokenOnRecord | undefined>;
}
