import { DomainError } from '@tidings/vocabulary';
import { describe, expect, it } from '@jest/globals';
import { refuse } from './refusal.js';
import { problemSentences } from './release-desk/problem-sentences.js';
import { sentencesFor } from './sentences-for.js';

const fileError = (code: string) => Object.assign(new Error('x'), { code, path: '/a/b' });

describe('What went wrong', () => {
  it.each([
    [refuse('One.', 'Two.'), 'One. Two.'],
    [fileError('ENOENT'), 'There is no file /a/b'],
    [fileError('EACCES'), 'may not be opened'],
    [fileError('ENOSPC'), 'make room'],
    [new DomainError('bad-private-key', { why: 'no d' }), 'cannot sign (no d)'],
    [new DomainError('bad-declaration', { field: 'hardwareIds', why: 'named twice' }), '--hardware cannot be signed'],
    [new DomainError('not-canonical', {}), 'was refused'],
    [new TypeError('x is not a function'), 'DEBUG=1'],
  ])('is told in sentences: %s', (error, says) => expect(sentencesFor(error).join(' ')).toContain(says));
});

describe('A problem of the release desk', () => {
  const problem = { type: '', title: 'T', status: 422, instance: 'r', detail: 'The sentence of the desk.' };

  it('is told in the words of the desk', () =>
    expect(problemSentences({ ...problem, code: 'name-taken', facts: {} })).toEqual(['The sentence of the desk.']));

  it('is a line for each finding where there are several', () => {
    const problems = [{ line: 3, problem: 'No title', fix: 'Write one' }];
    const sentences = problemSentences({ ...problem, code: 'note-not-valid', facts: { problems } });
    expect(sentences).toEqual([expect.any(String), '  line 3: No title. Write one.']);
  });

  it('says how to go on from here where the desk cannot know it', () => {
    const sentences = problemSentences({ ...problem, code: 'role-missing', facts: { needs: ['approver'] } });
    expect(sentences.join(' ')).toContain('--as approver');
  });
});
