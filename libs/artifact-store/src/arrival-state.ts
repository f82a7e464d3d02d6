import type { FiledArtifact } from './artifact-store.js';
import type { SavedDigests } from './digest-set.js';

/** What an S3 store keeps beside an unfinished multipart upload, so that any process can go on with it. */
export interface ArrivalState {
  /** Bytes kept, in whole parts and in the tail. */
  readonly offset: number;
  /** How far the digests are: exactly at the offset. Absent at 0. */
  readonly saved?: SavedDigests | undefined;
  /** Bytes behind the last whole part. */
  readonly tail: Buffer;
  /** Once it is filed. */
  readonly filed?: Omit<FiledArtifact, 'size'>;
}

export const FIRST_STATE: ArrivalState = { offset: 0, tail: Buffer.alloc(0) };

/** A line of JSON, then the tail. */
export const writeState = ({ tail, ...told }: ArrivalState): Buffer =>
  Buffer.concat([Buffer.from(`${JSON.stringify(told)}\n`), tail]);

export function readState(bytes: Buffer): ArrivalState {
  const line = bytes.indexOf('\n');
  const told = JSON.parse(bytes.toString('utf8', 0, line)) as Omit<ArrivalState, 'tail'>;
  return { ...told, tail: bytes.subarray(line + 1) };
}
