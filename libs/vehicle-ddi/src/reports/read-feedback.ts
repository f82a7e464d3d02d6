import type { Execution, Report } from '@tidings/rollout-engine';
import { DdiRefusal } from '../door/ddi-refusal.js';
import { isRecord, type JsonRecord } from '../door/json-record.js';
import { plainText } from '../door/plain-text.js';

/** hawkBit's words to ours. The three that only say "under way" are one word here. */
const EXECUTIONS: Readonly<Record<string, Execution>> = {
  proceeding: 'progress',
  scheduled: 'progress',
  resumed: 'progress',
  download: 'download',
  downloaded: 'downloaded',
  rejected: 'rejected',
  canceled: 'canceled',
  closed: 'closed',
};
const FINISHED = ['none', 'success', 'failure'] as const;
/** What swupdate says, as `closed/success`, of an update that it has not begun (docs/decisions/0003-cancel-only-what-has-begun.md). */
const NOT_BEGUN = 'Skipped Update.';
const GREATEST_CODE = 2 ** 31 - 1;

/**
 * A feedback body (DDI section 4) as a report. Its id, its times and its progress are not read: no two clients fill them alike, and
 * none of them counts. Errors: DdiRefusal 'body-not-readable' without status, execution, result or finished.
 */
export function readFeedback(door: Report['door'], body: unknown): Report {
  const status = recordIn(body, 'status');
  const result = recordIn(status, 'result');
  const report = {
    door,
    execution: wordIn(status, 'execution', EXECUTIONS),
    finished: wordIn(result, 'finished', Object.fromEntries(FINISHED.map((word) => [word, word]))),
    code: codeIn(status['code']),
    details: detailsIn(status['details']),
  };
  return isSkip(report) ? { ...report, execution: 'progress', finished: 'none' } : report;
}

const isSkip = ({ door, execution, finished, details }: Report): boolean =>
  door === 'deployment' && execution === 'closed' && finished === 'success' && details.includes(NOT_BEGUN);

function recordIn(parent: unknown, name: string): JsonRecord {
  const value = isRecord(parent) ? parent[name] : undefined;
  if (!isRecord(value)) throw new DdiRefusal('body-not-readable', `The report lacks "${name}".`);
  return value;
}

function wordIn<Word>(parent: JsonRecord, name: string, words: Readonly<Record<string, Word>>): Word {
  const value = parent[name];
  if (typeof value !== 'string' || !Object.hasOwn(words, value))
    throw new DdiRefusal('body-not-readable', `"${name}" must be one of: ${Object.keys(words).join(', ')}.`);
  return words[value]!;
}

/** A code that is no 32-bit number is a missing fact: a verdict is never refused for it. */
function codeIn(code: unknown): number | undefined {
  return typeof code === 'number' && Number.isInteger(code) && Math.abs(code) <= GREATEST_CODE ? code : undefined;
}

/** An array, or a single value in its place. */
function detailsIn(details: unknown): readonly string[] {
  const lines = Array.isArray(details) ? (details as readonly unknown[]) : [details];
  return lines
    .filter((line) => line !== undefined && line !== null)
    .map((line) => plainText(typeof line === 'string' ? line : JSON.stringify(line)));
}
