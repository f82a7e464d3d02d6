import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@tidings/vocabulary';
import type { NoteProblem } from './note-problem.js';
import { parseNote } from './parse-note.js';

const FILE = `---
release: asterion-4.2
language: en-GB
title: Asterion 4.2 — Ready when you arrive
summary: Winter stops are shorter.
glance: Update 4.2 is ready
purpose: feature
criticality: normal
before-you-install:
  why: Planned improvements.
  time:
    text: About 35 minutes.
    minutes: 35
    basis: tested
  refusal:
    is-allowed: true
    defer-until: 2027-03-31
    answer: Yes.
    consequence: Nothing stops working.
improvements:
  - key: radio
    kind: removed
    impact: worse
    title: Radio
    short: The radio leaves.
    models: [Vega]
    ends-on: 2026-12-31
chapters:
  - key: when
    title: When?
known-issues:
  - key: dark
    text: Wait.
---

## radio

### what-you-lose

The radio.

### alternative

There is none.

## when

Soon.

### technical

Later.
`;

const problemsOf = (text: string): readonly NoteProblem[] => {
  try {
    parseNote(text);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'note-not-valid')
      return error.facts['problems'] as NoteProblem[];
    throw error;
  }
  return [];
};

/** The file with one passage written differently. */
const written = (instead: string, of: string): string => {
  expect(FILE).toContain(of);
  return FILE.replace(of, instead);
};
const lineOf = (passage: string): number => FILE.slice(0, FILE.indexOf(passage)).split('\n').length;

describe('the file of a note', () => {
  it('becomes a note with its facts typed and its texts as they were written', () => {
    const note = parseNote(FILE);
    expect(note).toMatchObject({ name: 'Asterion 4.2', headline: 'Ready when you arrive', language: 'en-GB' });
    expect(note.execution.time).toEqual({ text: 'About 35 minutes.', minutes: 35, basis: 'tested' });
    expect(note.execution.refusal).toMatchObject({ isAllowed: true, deferUntil: '2027-03-31' });
    expect(note.improvements).toEqual([
      {
        key: 'radio',
        kind: 'removed',
        impact: 'worse',
        title: 'Radio',
        short: 'The radio leaves.',
        sections: [
          { name: 'what-you-lose', text: 'The radio.' },
          { name: 'alternative', text: 'There is none.' },
        ],
        appliesTo: { models: ['Vega'] },
        endsOn: '2026-12-31',
      },
    ]);
    expect(note.chapters).toEqual([{ key: 'when', title: 'When?', text: 'Soon.', technical: 'Later.' }]);
  });

  it('reads the same with the line ends of other systems', () => {
    expect(parseNote(FILE.replaceAll('\n', '\r\n'))).toEqual(parseNote(FILE));
  });

  it('may be a draft without answers', () => {
    const draft = FILE.replace(/before-you-install:[\s\S]*?(?=improvements:)/, '');
    expect(parseNote(draft).execution).toEqual({});
  });

  const slips: readonly [string, string, string, string][] = [
    ['a glance too long to read while driving', `glance: ${'x'.repeat(31)}`, 'glance: Update 4.2 is ready', 'glance:'],
    ['a headline too long', `— ${'x'.repeat(91)}`, '— Ready when you arrive', 'title:'],
    ['a title without a dash', 'title: Asterion', 'title: Asterion 4.2 — Ready when you arrive', 'title:'],
    ['an unknown purpose', 'purpose: fun', 'purpose: feature', 'purpose:'],
    ['a feature that presses', 'criticality: high', 'criticality: normal', 'criticality:'],
    ['a language in no known form', 'language: english', 'language: en-GB', 'language:'],
    ['a release as a number', 'release: 4.2', 'release: asterion-4.2', 'release:'],
    ['a field nobody knows', 'glances: x\nglance:', 'glance:', 'glance:'],
    ['minutes with a unit', 'minutes: 35 min', 'minutes: 35', 'minutes:'],
    ['a day that is not in the calendar', 'defer-until: 2027-02-31', 'defer-until: 2027-03-31', 'defer-until:'],
    ['a choice that is neither yes nor no', 'is-allowed: maybe', 'is-allowed: true', 'is-allowed:'],
    ['a list that is a word', 'models: Vega', 'models: [Vega]', 'models:'],
    ['an answer with HTML', 'why: Planned <b>improvements</b>.', 'why: Planned improvements.', 'why:'],
    ['an answer with an image', 'why: "![x](/x.png)"', 'why: Planned improvements.', 'why:'],
    ['a removal without an alternative', '### how', '### alternative', 'kind: removed'],
    ['a loss that is not told', '### how', '### what-you-lose', 'impact: worse'],
    ['a removal without a day', '', '    ends-on: 2026-12-31\n', '- key: radio'],
    ['a part nobody knows', '### wherefore', '### what-you-lose', '### what-you-lose'],
    ['a heading without an entry', '## radios', '## radio', '## radio'],
    ['an entry without its text', '## whenever', '## when', '- key: when'],
    ['a part that stands twice', '### what-you-lose', '### alternative', '### alternative'],
    ['an empty part', '### alternative\n\n## when', '### alternative\n\nThere is none.\n\n## when', '### alternative'],
    ['text under no part', '## radio\n\nText.', '## radio', '## radio'],
    ['a link that is not https', '[Soon](http://x.example).', 'Soon.', 'Soon.'],
    ['a script in the body', '<script>x</script>', 'Soon.', 'Soon.'],
    ['invisible signs', 'Soon\u202e.', 'Soon.', 'Soon.'],
    ['a heading that stands twice', '## radio', '## when', '## when'],
    ['a key that stands twice', '- key: radio\n    title: When?', '- key: when\n    title: When?', '- key: when'],
    ['text before the first heading', 'Hello.\n\n## radio', '## radio', '\n## radio'],
    ['a part longer than anyone reads', 'x'.repeat(20_001), 'The radio.', '### what-you-lose'],
    ['an answer longer than anyone reads', `why: ${'x'.repeat(4_001)}`, 'why: Planned improvements.', 'why:'],
    ['a summary in two lines', 'summary: |\n  One.\n  Two.', 'summary: Winter stops are shorter.', 'summary:'],
    ['a summary that is a list', 'summary: [One.]', 'summary: Winter stops are shorter.', 'summary:'],
    [
      'answers that are one word',
      'known-issues:\n  - dark\n',
      'known-issues:\n  - key: dark\n    text: Wait.\n',
      'known-issues:',
    ],
    ['a question that is not a mapping', 'ask-us: Sara\nknown-issues:', 'known-issues:', 'known-issues:'],
    ['a chapter told in parts', '### why', '### technical', '### technical'],
    ['a footnote', 'Soon.[^1]\n\n[^1]: Or not.', 'Soon.', 'Soon.'],
    ['a link by reference to nowhere good', '[x]: javascript:x', 'Soon.', 'Soon.'],
    [
      'a correction without its offset',
      'correction: { kind: typo, at: 2026-11-22, text: X. }\nknown-issues:',
      'known-issues:',
      'known-issues:',
    ],
    ['a heading of the first level', '# when', '## when', '## when'],
  ];

  it.each(slips)('is refused for %s, at its line and with what to write', (_name, instead, of, at) => {
    const problems = problemsOf(written(instead, of));
    expect(problems.map(({ line }) => line)).toContain(lineOf(at));
    for (const { problem, fix } of problems)
      expect([problem, fix]).toEqual([expect.any(String), expect.stringMatching(/./)]);
  });

  it('is refused for a time without minutes', () => {
    expect(problemsOf(written('', '    minutes: 35\n')).map(({ problem }) => problem)).toEqual([
      'before-you-install.time.minutes is missing',
    ]);
  });

  it('is told all its problems at once, from top to bottom', () => {
    const text = written('purpose: fun', 'purpose: feature')
      .replace('minutes: 35', 'minutes: soon')
      .replace('### technical', '### x');
    const lines = problemsOf(text).map(({ line }) => line);
    expect(lines).toEqual([lineOf('purpose:'), lineOf('minutes:'), lineOf('### technical')]);
  });

  it.each([
    ['nothing', '', 1],
    ['no front matter', '# A note\n', 1],
    ['front matter without an end', '---\nlanguage: en-GB\n', 1],
    ['front matter that is a list', '---\n- a\n---\n', 2],
    ['a field twice', '---\nlanguage: en-GB\nlanguage: fr-FR\n---\n', 3],
    ['a colon that YAML takes for its own', '---\nlanguage: en-GB\nsummary: Two: things\n---\n', 3],
    ['more than anyone writes', 'x'.repeat(200_001), 1],
    ['quotations nested without end', `---\nlanguage: en-GB\n---\n\n${'>'.repeat(10_000)}`, 5],
    ['names that stand for other values', '---\nlanguage: &a [x]\nmodels: *a\n---\n', 2],
  ])('is refused when it holds %s', (_name, text, line) => {
    expect(problemsOf(text).map((problem) => problem.line)).toContain(line);
  });
});
