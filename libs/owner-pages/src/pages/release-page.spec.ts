import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PAGE_LANGUAGES, parseNote, renderNote, type RenderedNote, words } from '@tidings/release-notes';
import { parseInstant, type ReleaseId, type RolloutId } from '@tidings/vocabulary';
import type { PublicProgress } from '@tidings/views';
import type { Assets } from '../assets/assets.js';
import { pageText } from '../frame/page.js';
import type { PublishedOne } from '../reading/published.js';
import { releasePage } from './release-page.js';

const DEMO = join(import.meta.dirname, '../../../../apps/all-in-one/demo/notes');
const demo = (release: string, language: string): RenderedNote =>
  renderNote(parseNote(readFileSync(join(DEMO, release, `${language}.md`), 'utf8')));

const assets: Assets = {
  byName: new Map(),
  styleSheet: '/assets/s.css',
  font: '/assets/f.woff2',
  mark: '/assets/m.svg',
};

const running: PublicProgress = {
  rolloutId: 'rol_1' as RolloutId,
  releaseId: 'rel_1' as ReleaseId,
  state: 'running',
  stateAt: parseInstant('2026-11-20T08:15:00Z'),
  stateBy: 'ines',
  stateWhy: undefined,
  models: undefined,
  markets: undefined,
  planned: 5000,
  stages: [{ share: 10_000, vehicles: 5000 }],
  stageIndex: 0,
  offered: 412,
  done: 287,
  failed: 3,
};

function shown(note: RenderedNote, published: Partial<PublishedOne> = {}): string {
  const language = PAGE_LANGUAGES.find((each) => each === note.language)!;
  const content = releasePage(language, note, {
    releaseId: 'rel_1' as ReleaseId,
    publishedAt: parseInstant('2026-11-18T08:00:00Z'),
    notes: [note],
    rollouts: [running],
    countedAt: parseInstant('2026-11-22T09:40:00Z'),
    ...published,
  });
  return pageText(content, { assets, origin: 'https://owners.example' });
}

/** What a reader sees of HTML, roughly: without tags, entities said. */
const wordsOf = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');

describe('the page of a release', () => {
  it.each(PAGE_LANGUAGES)('says in %s everything the note says, in the words of the language', (language) => {
    const note = demo('asterion-4.2', language);
    const html = shown(note);
    const read = wordsOf(html);
    expect(html).toContain(`<html lang="${language}">`);
    for (const text of [note.headline, note.summary, ...note.improvements.map(({ short }) => short)])
      expect(read).toContain(text.replaceAll(/\s+/g, ' '));
    for (const { html: answer } of note.execution) expect(html).toContain(answer);
    for (const { sections } of note.improvements) for (const section of sections) expect(html).toContain(section.html);
    for (const { html: issue } of note.knownIssues) expect(html).toContain(issue);
    expect(read).toContain(words(language)('release.minute'));
    expect(read).toContain(words(language)('rollout.progress', { done: 287, offered: 412 }).replaceAll(/\s+/g, ' '));
  });

  it('tells first what disappears, then what is new, better, changed and fixed', () => {
    const html = shown(demo('asterion-4.2', 'en-GB'));
    const minute = html.slice(html.indexOf('id="in_one_minute"'), html.indexOf('id="before_you_install"'));
    expect([...minute.matchAll(/class="kind[^"]*">(?:<svg.*?<\/svg>)?(\w+)/g)].map(([, kind]) => kind)).toEqual([
      'Removed',
      'New',
      'New',
      'Better',
      'Changed',
      'Fixed',
    ]);
  });

  it('leads from its top to a correction, which stands below the text that it speaks of', () => {
    const html = shown(demo('asterion-4.2.1', 'en-GB'));
    const link = html.indexOf('href="#correction_notice"');
    expect(link).toBeGreaterThan(html.indexOf('<h1>'));
    expect(link).toBeLessThan(html.indexOf('id="how_far"'));
    expect(html.indexOf('id="correction_notice"')).toBeGreaterThan(html.indexOf('id="rear-camera"'));
    expect(shown(demo('asterion-4.2', 'en-GB'))).not.toContain('correction_notice');
  });

  it('tells a pause with the reason its person gave, and a stop by itself in the language of the page', () => {
    const note = demo('asterion-4.2', 'de-DE');
    const stateWhy = 'Wir prüfen drei <Berichte>.';
    const paused: PublicProgress = { ...running, state: 'paused', stateWhy };
    expect(shown(note, { rollouts: [paused] })).toContain('Grund: Wir prüfen drei &lt;Berichte>.');
    const halted: PublicProgress = {
      ...running,
      state: 'halted',
      stateBy: 'tidings',
      stateWhy: 'failure-rate: 9 of 40',
    };
    const html = shown(note, { rollouts: [halted] });
    expect(html).not.toContain('failure-rate');
    expect(html).toContain('Mehr Autos hatten damit Schwierigkeiten');
  });

  it('says that nothing has started where no rollout is, or none was started', () => {
    const note = demo('asterion-4.2', 'en-GB');
    for (const rollouts of [[], [{ ...running, state: 'approved', offered: 0, done: 0 } as const]]) {
      const html = shown(note, { rollouts });
      expect(html).toContain('It has not started yet.');
      expect(html).not.toContain('Counted on');
    }
  });

  it('names whom each of several rollouts is for', () => {
    const swedish: PublicProgress = { ...running, models: ['Vega', 'Lyra'], markets: ['SE'] };
    const html = shown(demo('asterion-4.2', 'fr-FR'), { rollouts: [swedish, { ...running, markets: ['DE'] }] });
    expect(html).toContain('Vega et Lyra · Suède');
    expect(html).toContain('Allemagne');
  });

  it('links the editions that are live and no other', () => {
    const note = demo('asterion-4.2', 'en-GB');
    const html = shown(note, { notes: [note, demo('asterion-4.2', 'sv-SE')] });
    expect(html).toContain('<link rel="canonical" href="https://owners.example/en-GB/releases/asterion-4.2"/>');
    expect([...html.matchAll(/<link rel="alternate" hreflang="([^"]+)"/g)].map(([, language]) => language)).toEqual([
      'en-GB',
      'sv-SE',
    ]);
    expect(html).not.toContain('/fr-FR/');
  });

  it('shows plain texts as they are written, whatever they try to be', () => {
    const attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const note = demo('asterion-4.2', 'en-GB');
    const improvements = note.improvements.map((each) => ({
      ...each,
      key: attack,
      title: attack,
      short: attack,
      appliesTo: { models: [attack] },
    }));
    const essentials = [{ term: attack, html: '<p>x</p>' }];
    const html = shown(
      { ...note, release: attack, name: attack, headline: attack, summary: attack, improvements, essentials },
      {
        rollouts: [
          { ...running, state: 'paused', stateWhy: attack },
          { ...running, markets: [attack] },
        ],
      },
    );
    expect(html).not.toMatch(/<script|<img/);
    expect(html).not.toContain(attack);
    expect(html).not.toContain('">&lt;');
  });

  it('has nothing inline that the content security policy forbids', () => {
    for (const release of ['asterion-4.2', 'asterion-4.2.1'])
      expect(shown(demo(release, 'en-GB'))).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=/);
  });
});
