import { countText, numberText, sizeText } from '../../printing/amounts.js';
import { facts } from '../../printing/facts.js';

/** As the release desk writes them (operator-api, verification). */
export interface FaultLine {
  readonly kind: 'fault';
  readonly fault: string;
  readonly what: string;
  readonly columns?: readonly string[];
  readonly why?: string;
  readonly entry?: string;
}

export interface EndLine {
  readonly kind: 'end';
  readonly entries: number;
  readonly blocks: number;
  readonly lastHash?: string;
  readonly rows: number;
  readonly artifacts: number;
  readonly bytes: number;
}

/** More faults than anybody reads; the first say where to look. */
const FAULTS_TOLD = 50;

export const goodLines = (what: string, end: EndLine): readonly string[] => [
  `${what} is what was written.`,
  ...facts([
    ['Journal', `${countText(end.entries, 'entry', 'entries')} in ${countText(end.blocks, 'block')}`],
    ['Rows', `${numberText(end.rows)}, each with the content that the journal holds`],
    ['Artifacts', `${numberText(end.artifacts)}, ${sizeText(end.bytes)} read`],
    ['Last hash', end.lastHash],
  ]),
  'Compare the last hash with one that was kept elsewhere: whoever rewrites everything cannot arrive at it again.',
];

export const faultLines = (what: string, faults: readonly FaultLine[]): readonly string[] => [
  `${what} is not what was written: ${countText(faults.length, 'fault')}. Secure the database, the store and their backups before anything else.`,
  ...faults.slice(0, FAULTS_TOLD).map((fault) => `  ${fault.what}: ${sentenceOf(fault)}`),
  ...(faults.length > FAULTS_TOLD ? [`  and ${numberText(faults.length - FAULTS_TOLD)} more`] : []),
];

function sentenceOf({ fault, columns = [], why, entry }: FaultLine): string {
  const by = why === undefined ? '' : `, needed by ${why}`;
  const was = entry === undefined ? '' : `; what it was stands in the journal, entry ${entry}`;
  switch (fault) {
    case 'row-changed':
      return `changed behind the journal's back (${columns.join(', ') || 'its seal'})${was}`;
    case 'row-missing':
      return `is gone${was}`;
    case 'row-not-sealed':
      return 'no act in the journal wrote it';
    case 'artifact-changed':
      return `its bytes are not those of its digest${by}`;
    case 'artifact-missing':
      return `is not in the store${by}`;
    case 'signature-not-valid':
      return `its publisher's signature does not hold (${why ?? 'no reason'})`;
    case 'declaration-differs':
      return `its publisher signed something else (${columns.join(', ')})`;
    case 'key-did-not-allow':
      return `its key did not allow it when it came in (${why ?? 'no reason'})`;
    default:
      return `the journal was changed (${why ?? fault})${entry === undefined ? '' : `, entry ${entry}`}`;
  }
}
