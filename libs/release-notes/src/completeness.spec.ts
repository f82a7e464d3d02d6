import { describe, expect, it } from '@jest/globals';
import { aNote } from '../test/a-note.js';
import { completeness, type RequiredField } from './completeness.js';
import type { ReleaseNote } from './release-note.js';

const { execution } = aNote({});
const lacking: readonly [string, Partial<ReleaseNote>, readonly RequiredField[]][] = [
  ['its purpose in words (a)', { execution: { ...execution, why: undefined } }, ['why']],
  ['any change of function (b)', { improvements: [] }, ['changes']],
  ['the expected time (c)', { execution: { ...execution, time: undefined } }, ['time']],
  ['the functions unavailable (d)', { execution: { ...execution, unavailable: ' ' } }, ['unavailable']],
  ['the instructions (e)', { execution: { ...execution, instructions: undefined } }, ['instructions']],
  ['the choice', { execution: { ...execution, refusal: undefined } }, ['refusal']],
  ['a summary and a glance', { summary: '', glance: '' }, ['summary', 'glance']],
  ['all answers', { execution: {} }, ['why', 'time', 'unavailable', 'instructions', 'refusal']],
  ['a headline of at most 90 characters', { headline: 'x'.repeat(91) }, ['headline']],
  ['a glance of at most 30 characters', { glance: 'x'.repeat(31) }, ['glance']],
];

describe('what a note must say before a car is offered its release', () => {
  it('is said by a complete note', () => {
    expect(completeness(aNote({}))).toEqual([]);
  });

  it.each(lacking)('is not said without %s', (_what, parts, fields) => {
    expect(completeness(aNote(parts))).toEqual(fields);
  });

  it('may tell the changes in one answer instead of improvement by improvement', () => {
    expect(completeness(aNote({ improvements: [], execution: { ...execution, changes: 'One thing.' } }))).toEqual([]);
  });

  it('counts a sign of two code units as one character', () => {
    expect(completeness(aNote({ glance: '🚗'.repeat(30) }))).toEqual([]);
  });
});
