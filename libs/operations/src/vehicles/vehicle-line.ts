import { type Sha256 } from '@tidings/vocabulary';

/** What a maker says of one vehicle. Absent: not said, so a vehicle on file keeps it; a new one needs model to hardwareId and a token. */
export interface VehicleLine {
  /** Where it stands in what was sent, counted from 1; absent: its place in the batch. */
  readonly line?: number;
  /** The name it uses at the vehicles' door; not its VIN. */
  readonly controllerId: string;
  /** SHA-256 of its target token; the token itself stays with the maker and the car. */
  readonly tokenDigest?: Sha256;
  /** The same for a vehicle that is not on file yet; one that is keeps its own. */
  readonly tokenDigestIfNew?: Sha256;
  readonly standing?: 'active' | 'retired' | 'blocked';
  readonly model?: string;
  readonly modelYear?: number;
  /** ISO 3166-1 alpha-2. */
  readonly market?: string;
  /** IANA. */
  readonly timeZone?: string;
  readonly hardwareId?: string;
  readonly equipment?: readonly string[];
  /** What it runs when it is registered; afterwards it tells itself, and this counts for nothing. */
  readonly softwareVersion?: string;
  /** Replaces those it has. */
  readonly tags?: readonly string[];
  /** Attributes the maker owns; null takes one back, the others stay. */
  readonly attributes?: Readonly<Record<string, string | null>>;
  /** Its ECUs besides the one that takes the update, by name; null: it is not there any more. The others stay. */
  readonly ecus?: Readonly<Record<string, EcuLine | null>>;
}

export interface EcuLine {
  /** A new one needs it. */
  readonly hardwareId?: string;
  readonly part?: string;
  readonly serial?: string;
  /** What it runs when it is named for the first time. */
  readonly version?: string;
}

/** A line that was left out. */
export interface RefusedLine {
  /** Counted from 1. */
  readonly line: number;
  readonly controllerId: string;
  readonly field: string;
  /** Completes "must", "is" ... after the field's name. */
  readonly why: string;
}

export interface SortedLines {
  readonly good: readonly VehicleLine[];
  readonly refused: readonly RefusedLine[];
}
