/** What a file turned out to be: by its first bytes, never by its name. */
export type PackageFormat = 'swu' | 'rauc' | 'android-ota' | 'zip' | 'plain';

/** One thing it says it fits, in its own words. */
export interface HardwareClaim {
  readonly board?: string;
  readonly revision?: string;
}

/** A part that it says it installs. */
export interface ImageFact {
  readonly name: string;
  readonly sha256?: string;
  readonly isEncrypted: boolean;
}

/** What a package says of itself. Nothing of it was executed or unpacked, and no signature in it was checked: that is the vehicle's. */
export interface PackageContents {
  readonly format: PackageFormat;
  /** 'crc', 'verity', 'A/B' ...: the form of the format. */
  readonly form?: string;
  readonly version?: string;
  readonly hardware: readonly HardwareClaim[];
  /** The first 100. */
  readonly images: readonly ImageFact[];
  readonly signature: 'present' | 'absent' | 'unknown';
  /** What is in it and was not read, as sentences. */
  readonly notRead: readonly string[];
}

/** Everything an inspection can find fault with. */
export const FINDING_KINDS = [
  'version-differs',
  'hardware-differs',
  'malformed',
  'path-escapes',
  'not-what-its-name-says',
  'incomplete',
  'unsigned',
  'not-readable',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export interface Finding {
  readonly kind: FindingKind;
  /** One sentence, with the words of the file in it. */
  readonly says: string;
}

/** What of a declaration is compared with the file. */
export interface DeclaredFacts {
  readonly fileName: string;
  readonly version: string;
  readonly hardwareIds: readonly string[];
}

export interface Inspection {
  readonly contents: PackageContents;
  readonly findings: readonly Finding[];
}
