import type { Instant } from '@tidings/vocabulary';
import type { CorrectionKind, ImprovementKind, Purpose, SectionName } from '../release-note.js';
import type { Question } from '../rendering/render-note.js';

/** A message that stands on its own. */
type Fixed = undefined;
/** A date is an Instant; a Day of a note goes through noonOf first. */
interface At {
  readonly at: Instant;
}

/** Every fixed word of the owners' pages and the values it takes; a language file has exactly these keys and arguments. */
export type WordValues = PageValues &
  Readonly<Record<`purpose.${Purpose}`, Fixed>> &
  Readonly<Record<`kind.${ImprovementKind}`, Fixed>> &
  Readonly<Record<`section.${SectionName}`, Fixed>> &
  Readonly<Record<`question.${Question}`, Fixed>> &
  Readonly<Record<`correction.${CorrectionKind}`, At>>;

interface PageValues {
  /** The language's own name for itself, for the language switch. */
  readonly 'language.name': Fixed;
  readonly 'language.switch': Fixed;
  /** Shown above an edition in another language than the page's; `language` is said by languageName. */
  readonly 'language.instead': { readonly language: string };

  readonly 'page.skip': Fixed;
  readonly 'page.home': Fixed;
  readonly 'page.footer': Fixed;
  readonly 'not-found.title': Fixed;
  readonly 'not-found.text': Fixed;
  readonly 'not-found.next': Fixed;
  readonly 'fault.title': Fixed;
  readonly 'fault.text': Fixed;

  readonly 'releases.title': Fixed;
  readonly 'releases.none': Fixed;
  readonly 'release.published': At;
  readonly 'release.minute': Fixed;
  readonly 'release.before': Fixed;
  readonly 'release.question': Fixed;
  readonly 'release.answer': Fixed;
  readonly 'release.known-issues': Fixed;
  readonly 'release.ask-us': Fixed;
  readonly 'release.ask-us-until': At;

  readonly 'impact.worse': Fixed;
  readonly 'impact.mixed': Fixed;
  /** `models` is joined by listOf. */
  readonly 'improvement.models': { readonly models: string };
  readonly 'improvement.ends': At;

  readonly 'rollout.title': Fixed;
  readonly 'rollout.not-started': Fixed;
  readonly 'rollout.running': Fixed;
  /** `why` is the sentence written by the person who paused or halted. */
  readonly 'rollout.paused': At & { readonly why: string };
  readonly 'rollout.halted': At & { readonly why: string };
  readonly 'rollout.completed': At;
  /** Cars that have it, of the cars that were offered it: those that failed or went silent stay in the denominator. */
  readonly 'rollout.progress': { readonly done: number; readonly offered: number };
  /** Cars that were offered it, of the cars it is meant for. */
  readonly 'rollout.reach': { readonly offered: number; readonly planned: number };
  readonly 'rollout.failed': { readonly failed: number };
  readonly 'rollout.counted': At;

  readonly 'waiting.title': Fixed;
  readonly 'waiting.checked': Fixed;
  readonly 'waiting.today': Fixed;
  readonly 'waiting.turn': Fixed;
  readonly 'waiting.between': { readonly from: Instant; readonly to: Instant };
  readonly 'waiting.paused': { readonly why: string };

  readonly 'date.day': At;
  /** Day, time and the zone in which it is told. */
  readonly 'date.moment': At;
}

export type WordKey = keyof WordValues;
/** One language's messages in ICU MessageFormat, formats 'day', 'monthDay', 'clock' and 'moment' for dates. */
export type PageWords = Readonly<Record<WordKey, string>>;
