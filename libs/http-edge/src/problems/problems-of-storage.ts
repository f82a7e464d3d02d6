import { factText, type ProblemKinds } from './problem-kind.js';

/** The database, the artifact store, and the bytes that go in and out. */
export const problemsOfStorage = {
  'database-away': {
    status: 503,
    title: 'The database does not answer',
    shows: [],
    sentence: () =>
      'The database does not answer, and nothing was changed: try again in a minute, and tell the operator if it stays.',
  },
  'store-full': {
    status: 507,
    title: 'The artifact store is full',
    shows: [],
    sentence: () =>
      'The artifact store is full, and nothing was kept: ask the operator to make room, then upload again.',
  },
  'store-away': {
    status: 503,
    title: 'The artifact store does not answer',
    shows: [],
    sentence: () =>
      'The artifact store does not answer: try again in a minute, and tell the operator if it stays. An upload under way starts over.',
  },
  'artifact-missing': {
    status: 404,
    title: 'The artifact is not in the store',
    shows: ['sha256'],
    sentence: (facts) =>
      `The artifact ${factText(facts, 'sha256', '')} is on record but not in the store: upload the package again, or have the store restored.`,
  },
  'size-differs': {
    status: 422,
    title: 'The size is not the declared one',
    shows: ['expected', 'received'],
    sentence: (facts) =>
      `${factText(facts, 'received', 'Other')} bytes were received, and the signed declaration says ${factText(facts, 'expected', 'another number')}; nothing was kept: send exactly the file that was declared.`,
  },
  'digest-differs': {
    status: 422,
    title: 'The digest is not the declared one',
    shows: ['expected', 'received'],
    sentence: (facts) =>
      `The bytes received have the digest ${factText(facts, 'received', 'of another file')}, and the signed declaration says ${factText(facts, 'expected', 'another')}; nothing was kept: send exactly the file that was declared.`,
  },
  'upload-cut': {
    status: 400,
    title: 'The upload was cut',
    shows: ['expected', 'received'],
    sentence: (facts) =>
      `The upload ended after ${factText(facts, 'received', 'some')} of ${factText(facts, 'expected', 'all')} bytes, and nothing was kept: send the file again.`,
  },
  'bad-range': {
    status: 416,
    title: 'No such range',
    shows: ['size'],
    sentence: () => 'The range lies outside the file: ask for bytes it has, or for all of it.',
  },
} as const satisfies ProblemKinds;
