import type { EvidenceFault } from '@tidings/update-trust';
import type { ErrorCode, Sha256 } from '@tidings/vocabulary';

/** What a verification says while it runs, one line at a time; the last is 'end' or, when it could not go on, 'stopped'. */
export type VerificationLine =
  | {
      readonly kind: 'progress';
      readonly of: 'journal' | 'rows' | 'artifacts';
      readonly done: number;
      /** Of the artifacts, so far. */
      readonly bytes?: number;
    }
  | ({ readonly kind: 'fault' } & EvidenceFault)
  | { readonly kind: 'stopped'; readonly because: ErrorCode }
  | {
      readonly kind: 'end';
      readonly faults: number;
      readonly entries: number;
      readonly blocks: number;
      /** Of the last block: to be compared with one that was kept elsewhere. */
      readonly lastHash?: Sha256;
      readonly rows: number;
      readonly artifacts: number;
      readonly bytes: number;
    };
