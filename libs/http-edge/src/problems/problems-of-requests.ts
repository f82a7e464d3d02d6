import type { FieldProblem } from './field-problem.js';
import { type Facts, factText, type ProblemKinds } from './problem-kind.js';

/** Words that cannot be read, and requests that cannot be taken in. */
export const problemsOfRequests = {
  'bad-request': {
    status: 400,
    title: 'The request cannot be understood',
    shows: ['fields', 'because'],
    sentence: (facts) => fieldSentence(facts) ?? `${factText(facts, 'because', 'The request cannot be understood')}.`,
  },
  'asker-gone': {
    status: 499,
    title: 'Nobody waits for the answer',
    shows: [],
    sentence: () => 'The connection was closed before the answer was there, so the work on it was ended: ask again.',
  },
  'bad-id': {
    status: 400,
    title: 'Not an id',
    shows: ['prefix', 'text'],
    sentence: (facts) =>
      `"${factText(facts, 'text', '')}" is not an id of the kind wanted here: write ${factText(facts, 'prefix', 'its prefix')}_ and letters or digits, as Tidings gave it to you.`,
  },
  'bad-instant': {
    status: 400,
    title: 'Not a date and time',
    shows: ['text'],
    sentence: (facts) =>
      `"${factText(facts, 'text', '')}" is not a date and time: write it as in 2027-03-01T08:30:00Z (RFC 3339).`,
  },
  'bad-duration': {
    status: 400,
    title: 'Not a length of time',
    shows: ['text'],
    sentence: (facts) =>
      `"${factText(facts, 'text', '')}" is not a length of time: write a whole number and one of s, m, h, d, as in 90s or 24h.`,
  },
  'bad-share': {
    status: 400,
    title: 'Not a share',
    shows: ['share'],
    sentence: (facts) =>
      `"${factText(facts, 'share', '')}" is not a share: it lies between 0 % and 100 %, in steps of 0.01 %.`,
  },
  'bad-version': {
    status: 400,
    title: 'Not a version',
    shows: ['version'],
    sentence: (facts) =>
      `"${factText(facts, 'version', '')}" is not a version: use letters, digits and the signs . _ + -, as in 7.1.0.`,
  },
  'bad-digest': {
    status: 400,
    title: 'Not a SHA-256 digest',
    shows: ['text'],
    sentence: (facts) => `"${factText(facts, 'text', '')}" is not a SHA-256 digest: write 64 lower-case hex digits.`,
  },
  'not-canonical': {
    status: 400,
    title: 'Not in canonical form',
    shows: ['of', 'type'],
    sentence: (facts) =>
      `The ${factText(facts, 'of', 'content')} has no canonical form or was not sent in it: write it as RFC 8785 (JCS) says.`,
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    shows: ['what', 'id'],
    sentence: (facts) =>
      facts['what'] === undefined && facts['id'] === undefined
        ? 'There is nothing at this address: compare method and path with the documentation of this door.'
        : `There is no ${factText(facts, 'what', 'record')} ${factText(facts, 'id', 'of that name')} that you may see: check the id.`,
  },
  'revision-conflict': {
    status: 409,
    title: 'Somebody else was faster',
    shows: ['what', 'id'],
    sentence: (facts) =>
      `The ${factText(facts, 'what', 'record')} ${factText(facts, 'id', '')} changed since you read it: read it again and decide anew.`,
  },
  'body-too-large': {
    status: 413,
    title: 'The request is too large',
    shows: [],
    sentence: () =>
      'The body of this request is larger than what is accepted here: send less, or send a file as application/octet-stream to its upload address.',
  },
  'media-type-not-supported': {
    status: 415,
    title: 'The content type is not understood here',
    shows: [],
    sentence: () =>
      'Content of this type is not understood here: send application/json; application/octet-stream for the bytes of a file; text/csv or application/x-ndjson for an import.',
  },
  unexpected: {
    status: 500,
    title: 'Something broke on our side',
    shows: ['requestId'],
    sentence: (facts) =>
      `Something broke on our side and has been logged: try again, and if it stays, give the operator this request id: ${factText(facts, 'requestId', 'unknown')}.`,
  },
} as const satisfies ProblemKinds;

function fieldSentence(facts: Facts): string | undefined {
  const fields = facts['fields'];
  if (!Array.isArray(fields) || fields.length === 0) return undefined;
  const told = (fields as readonly FieldProblem[]).map(({ field, must }) => `${field} ${must.join(' and ')}`);
  return `${told.join('; ')}.`;
}
