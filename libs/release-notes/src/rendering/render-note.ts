import { contentHash, type Sha256 } from '@tidings/vocabulary';
import type { Execution } from '../execution.js';
import type { Applicability, Day, Impact, ImprovementKind, ReleaseNote, SectionName } from '../release-note.js';
import type { CorrectionKind, Criticality, Purpose } from '../release-note.js';
import { renderMarkdown } from './render-markdown.js';
import { visibleText } from './visible-text.js';

/** The questions of "Before you install", in the order a person asks them; page words 'question.<name>'. */
export const QUESTIONS = ['why', 'changes', 'time', 'unavailable', 'instructions', 'refusal', 'going-back'] as const;
export type Question = (typeof QUESTIONS)[number];

/**
 * A note as its pages show it, made once at publication and kept with its hash. Members called `html` are sanitised fragments;
 * all others are plain text, to be escaped by the page.
 */
export interface RenderedNote {
  readonly release: string;
  readonly language: string;
  readonly title: string;
  readonly name: string;
  readonly headline: string;
  readonly summary: string;
  readonly glance: string;
  readonly purpose: Purpose;
  readonly criticality: Criticality;
  readonly execution: readonly { readonly question: Question; readonly html: string }[];
  readonly essentials: readonly { readonly term: string; readonly html: string }[];
  readonly improvements: readonly RenderedImprovement[];
  readonly chapters: readonly {
    readonly key: string;
    readonly title: string;
    readonly html: string;
    readonly technicalHtml?: string | undefined;
  }[];
  readonly knownIssues: readonly {
    readonly key: string;
    readonly html: string;
    readonly appliesTo?: Applicability | undefined;
  }[];
  readonly askUs?: { readonly html: string; readonly until?: Day | undefined } | undefined;
  readonly correction?: { readonly kind: CorrectionKind; readonly at: string; readonly html: string } | undefined;
  /** SHA-256 over the canonical JSON of all other members. */
  readonly hash: Sha256;
}

export interface RenderedImprovement {
  readonly key: string;
  readonly kind: ImprovementKind;
  readonly impact: Impact;
  readonly title: string;
  readonly short: string;
  readonly sections: readonly { readonly name: SectionName; readonly html: string }[];
  readonly appliesTo?: Applicability | undefined;
  readonly endsOn?: Day | undefined;
}

/** Errors: 'note-not-valid' when a text is too long or too deeply nested to be shown. */
export function renderNote(note: ReleaseNote): RenderedNote {
  const content: Omit<RenderedNote, 'hash'> = {
    release: visibleText(note.release),
    language: visibleText(note.language),
    title: visibleText(note.title),
    name: visibleText(note.name),
    headline: visibleText(note.headline),
    summary: visibleText(note.summary),
    glance: visibleText(note.glance),
    purpose: note.purpose,
    criticality: note.criticality,
    execution: answers(note.execution),
    essentials: note.essentials.map(({ term, text }) => ({ term: visibleText(term), html: renderMarkdown(text) })),
    improvements: note.improvements.map(improvement),
    chapters: note.chapters.map(({ key, title, text, technical }) => ({
      key: visibleText(key),
      title: visibleText(title),
      html: renderMarkdown(text),
      ...(technical === undefined ? {} : { technicalHtml: renderMarkdown(technical) }),
    })),
    knownIssues: note.knownIssues.map(({ key, text, appliesTo }) => ({
      key: visibleText(key),
      html: renderMarkdown(text),
      ...whom(appliesTo),
    })),
    ...(note.askUs && { askUs: { html: renderMarkdown(note.askUs.text), ...day('until', note.askUs.until) } }),
    ...(note.correction && {
      correction: {
        kind: note.correction.kind,
        at: visibleText(note.correction.at),
        html: renderMarkdown(note.correction.text),
      },
    }),
  };
  return { ...content, hash: contentHash(content) };
}

function answers(execution: Execution): RenderedNote['execution'] {
  const { refusal } = execution;
  const texts: Readonly<Record<Question, string | undefined>> = {
    why: execution.why,
    changes: execution.changes,
    time: execution.time?.text,
    unavailable: execution.unavailable,
    instructions: execution.instructions,
    refusal: refusal && `${refusal.answer} ${refusal.consequence}`,
    'going-back': execution.goingBack,
  };
  return QUESTIONS.flatMap((question) => {
    const text = texts[question];
    return text === undefined ? [] : [{ question, html: renderMarkdown(text) }];
  });
}

const improvement = (told: ReleaseNote['improvements'][number]): RenderedImprovement => ({
  key: visibleText(told.key),
  kind: told.kind,
  impact: told.impact,
  title: visibleText(told.title),
  short: visibleText(told.short),
  sections: told.sections.map(({ name, text }) => ({ name, html: renderMarkdown(text) })),
  ...whom(told.appliesTo),
  ...day('endsOn', told.endsOn),
});

const whom = (appliesTo: Applicability | undefined): { appliesTo?: Applicability } =>
  appliesTo === undefined ? {} : { appliesTo: { models: appliesTo.models.map(visibleText) } };

const day = <Name extends string>(name: Name, value: Day | undefined): Partial<Record<Name, Day>> =>
  value === undefined ? {} : ({ [name]: visibleText(value) } as Record<Name, Day>);
