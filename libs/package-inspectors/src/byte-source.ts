/** Random access to the bytes of one stored file: the port of every inspector. */
export interface ByteSource {
  /** Bytes. */
  readonly size: number;
  /** Exactly `length` bytes from `start` on; both lie inside the file. undefined: there is no time left to read them. */
  readonly read: (start: number, length: number) => Promise<Uint8Array | undefined>;
}
