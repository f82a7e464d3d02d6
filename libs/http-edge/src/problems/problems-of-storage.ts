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
    // Only a start knows of trouble: its sentence names hosts and keys.
    shows: ['trouble'],
    sentence: (facts) =>
      `The artifact store does not answer: ${factText(facts, 'trouble', 'try again in a minute, and tell the operator if it stays')}.`,
  },
  'artifact-missing': {
    status: 404,
    title: 'The artifact is not in the store',
    shows: ['sha256'],
    sentence: (facts) =>
      `The artifact ${factText(facts, 'sha256', '')} is on record but not in the store: upload the package again, or have the store restored.`,
  },
  'artifact-damaged': {
    status: 500,
    title: 'The artifact in the store is not the filed one',
    shows: ['sha256', 'filed', 'stored'],
    sentence: (facts) =>
      `The store holds ${factText(facts, 'stored', 'another number of')} bytes of artifact ${factText(facts, 'sha256', '')}, and ${factText(facts, 'filed', 'another number')} were filed; it is not given out: have the store restored, or upload the package again.`,
  },
  'artifact-protected': {
    status: 409,
    title: 'The artifact is protected',
    shows: ['sha256'],
    sentence: (facts) =>
      `The artifact ${factText(facts, 'sha256', '')} was published and is locked in the store: it can be removed when its protection ends.`,
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
