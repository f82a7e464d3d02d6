import type { PageLanguage } from '@tidings/release-notes';
import { type PageContent } from '../frame/page.js';
import type { PublishedOne } from '../reading/published.js';
import { HowFar } from '../rollout/how-far.js';
import { EditionLinks } from './edition-links.js';
import { editionsOf } from './editions-of.js';

/** A release that is told, but not in the reader's language; how far it is can be said nevertheless. */
export function noEditionPage(
  language: PageLanguage,
  slug: string,
  { notes, rollouts, countedAt }: PublishedOne,
): PageContent {
  const name = notes[0]?.name ?? slug;
  const editions = editionsOf(
    slug,
    notes.map((note) => note.language),
  );
  return {
    language,
    title: name,
    children: (
      <>
        <div class="opening">
          <h1>{name}</h1>
          <EditionLinks language={language} editions={editions} />
        </div>
        <HowFar language={language} rollouts={rollouts} countedAt={countedAt} />
      </>
    ),
  };
}
