/** Why a file could not be read to the end; an inspector throws it and inspectPackage makes a finding of it. */
export class FileFault extends Error {
  constructor(
    readonly kind: 'malformed' | 'not-readable' | 'path-escapes',
    why: string,
  ) {
    super(why);
  }
}
