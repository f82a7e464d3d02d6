import type { Duration } from '@tidings/vocabulary';

/** How downloads may leave without passing through us. */
export type ArtifactLinks =
  /** Signed by us, read at the S3 server: `endpoint` where those outside reach it by another address. */
  | { readonly kind: 'presigned'; readonly lives: Duration; readonly endpoint?: string }
  /** A public content delivery network whose origin is the store; without a last slash. */
  | { readonly kind: 'cdn'; readonly base: string };
