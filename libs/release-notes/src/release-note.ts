import type { Execution } from './execution.js';

/** Why the release exists: UN R156 7.2.2.2 (a). Safety and recall texts need a second approver. */
export const PURPOSES = ['feature', 'quality', 'security', 'safety', 'recall'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** How pressing it is. Only security, safety and recall may be high or critical. */
export const CRITICALITIES = ['normal', 'high', 'critical'] as const;
export type Criticality = (typeof CRITICALITIES)[number];

export const IMPROVEMENT_KINDS = ['new', 'improved', 'changed', 'removed', 'fixed', 'security'] as const;
export type ImprovementKind = (typeof IMPROVEMENT_KINDS)[number];

export const IMPACTS = ['better', 'neutral', 'worse', 'mixed'] as const;
export type Impact = (typeof IMPACTS)[number];

/** The parts an improvement may be told in; each has a fixed heading in the page words. */
export const SECTION_NAMES = [
  'why',
  'what-happened',
  'what-changes',
  'what-we-changed',
  'how',
  'cost',
  'limits',
  'what-you-lose',
  'alternative',
  'switch-off',
  'which-cars',
  'technical',
] as const;
export type SectionName = (typeof SECTION_NAMES)[number];

export const CORRECTION_KINDS = ['typo', 'fact', 'safety'] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** Longest glance: the only text a driver may be shown while driving. */
export const GLANCE_LENGTH = 30;
export const HEADLINE_LENGTH = 90;

/** Markdown as its author wrote it: CommonMark with GFM tables and lists, no HTML, no images. */
export type Markdown = string;
/** A calendar day, '2026-11-22'. */
export type Day = string;

export interface NoteSection {
  readonly name: SectionName;
  readonly text: Markdown;
}

/** One change an owner can notice. `short` is its one sentence in the list at the top. */
export interface Improvement {
  readonly key: string;
  readonly kind: ImprovementKind;
  readonly impact: Impact;
  readonly title: string;
  readonly short: string;
  /** In the author's order; empty when `short` says it all. */
  readonly sections: readonly NoteSection[];
  readonly appliesTo?: Applicability | undefined;
  /** When what is removed stops working; required for kind 'removed'. */
  readonly endsOn?: Day | undefined;
}

/** The vehicles an improvement or a known issue is about; absent means every vehicle of the release. */
export interface Applicability {
  readonly models: readonly string[];
}

/** A line of the first minute that is not an improvement: what kind of release, which cars, what it costs. */
export interface Essential {
  readonly term: string;
  readonly text: Markdown;
}

/** A part of the note that tells of the release as a whole. */
export interface Chapter {
  readonly key: string;
  readonly title: string;
  readonly text: Markdown;
  readonly technical?: Markdown | undefined;
}

export interface KnownIssue {
  readonly key: string;
  readonly text: Markdown;
  readonly appliesTo?: Applicability | undefined;
}

/** Who answers questions, and until which day. */
export interface AskUs {
  readonly text: Markdown;
  readonly until?: Day | undefined;
}

/** What readers of an earlier revision were told wrong. `at` is RFC 3339 with the author's own offset. */
export interface CorrectionNotice {
  readonly kind: CorrectionKind;
  readonly at: string;
  readonly text: Markdown;
}

/** One language edition of what a release tells its owners. */
export interface ReleaseNote {
  /** The release it belongs to, 'asterion-4.2'. */
  readonly release: string;
  /** BCP 47. */
  readonly language: string;
  /** 'Asterion 4.2 — Ready when you reach the charger': name, dash, headline. */
  readonly title: string;
  readonly name: string;
  readonly headline: string;
  /** One sentence. */
  readonly summary: string;
  readonly glance: string;
  readonly purpose: Purpose;
  readonly criticality: Criticality;
  readonly execution: Execution;
  readonly essentials: readonly Essential[];
  readonly improvements: readonly Improvement[];
  readonly chapters: readonly Chapter[];
  readonly knownIssues: readonly KnownIssue[];
  readonly askUs?: AskUs | undefined;
  readonly correction?: CorrectionNotice | undefined;
}
