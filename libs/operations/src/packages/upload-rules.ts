import { ReadPool } from '@tidings/postgres';
import { type Duration } from '@tidings/vocabulary';

/** What an installation decides about uploads. */
export class UploadRules {
  constructor(
    /** An upload without a new byte for so long is forgotten. */
    readonly expiresAfter: Duration,
    /** Artifacts that nothing refers to stay this long: whoever files bytes writes down why a moment later. */
    readonly keepsUnreferred: Duration,
  ) {}
}

/** Connections that each hold the lock of one upload while its bytes come: as many at once as it has, and no more memory than for those. */
export class UploadPool extends ReadPool {}
