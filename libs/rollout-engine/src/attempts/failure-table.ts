import type { FailureClass } from './attempt.js';
import type { Report } from './report.js';

export interface ClassifiedFailure {
  readonly failure: FailureClass;
  /** Plain words for a release manager and an owner. */
  readonly cause: string;
}

interface Row extends ClassifiedFailure {
  /** Status codes a Tidings vehicle client sends on purpose. */
  readonly codes: readonly number[];
  /** Words in the details; swupdate 2022.12 sends its error lines and no code. */
  readonly words?: RegExp;
}

/**
 * Codes and texts to class and plain words. A line that nothing here knows counts as degraded: the cautious guess. The words were read
 * in swupdate's binary and source (corelib, suricatta/server_hawkbit.c); the signature rows come first because a refused package also
 * leaves a broken transfer behind in the same lines.
 */
const FAILURE_TABLE: readonly Row[] = [
  { codes: [9001], words: /not drivable/i, failure: 'not-drivable', cause: 'the vehicle says that it cannot drive' },
  {
    codes: [],
    // All that swupdate says after the restart; what went well or wrong before it is not the cause.
    words: /^update failed\.$/i,
    failure: 'degraded',
    cause: 'the new software did not come up after the restart',
  },
  { codes: [9002], failure: 'degraded', cause: 'the installation failed' },
  {
    codes: [9003],
    words: /signature|signer|authentication of all/i,
    failure: 'refused-by-vehicle',
    cause: 'the vehicle does not trust the signature of the package',
  },
  {
    codes: [],
    words: /not compatible with hardware|compatible sw not found|is not allowed, rejected/i,
    failure: 'refused-by-vehicle',
    cause: 'the package does not fit the vehicle',
  },
  {
    codes: [],
    words: /hash mismatch|checksum wrong|cpio (file|header) corrupted/i,
    failure: 'refused-by-vehicle',
    cause: 'the package did not match its own checksums',
  },
  {
    codes: [9004],
    words:
      /download|channel (get )?operation|connection lost|no connection|checksum does not match|transfer was unsuccess/i,
    failure: 'download',
    cause: 'the download did not complete',
  },
  {
    codes: [9005],
    words: /not enough free space|cannot get space/i,
    failure: 'precondition-not-met',
    cause: 'the vehicle was not ready to install',
  },
  { codes: [9006], failure: 'ended-by-owner', cause: 'the owner ended it' },
];

const UNMAPPED: ClassifiedFailure = {
  failure: 'degraded',
  cause: 'the installation failed for a reason we have no word for',
};

/** swupdate's lines of work that went well ("[verify_signer_certs] : Verified signature 0 ..."); its errors begin otherwise. */
const TRACE = /^\[\w+\] : /;

/** The first row that knows the report's code, else the first that knows its words. */
export function classifyFailure({ code, details }: Pick<Report, 'code' | 'details'>): ClassifiedFailure {
  const lines = details.filter((line) => !TRACE.test(line));
  const byCode = FAILURE_TABLE.find(({ codes }) => code !== undefined && codes.includes(code));
  const { failure, cause } =
    byCode ?? FAILURE_TABLE.find(({ words }) => lines.some((line) => words?.test(line))) ?? UNMAPPED;
  return { failure, cause };
}
