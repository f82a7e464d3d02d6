import { PAGE_LANGUAGES, type PageLanguage, words } from '@tidings/release-notes';
import type { VNode } from 'preact';
import { type PageContent } from '../frame/page.js';
import type { PublishedList } from '../reading/published.js';
import { Purpose } from '../release/purpose.js';
import { Cohort } from '../rollout/cohort.js';
import { StateLine } from '../rollout/state-line.js';
import { speaker } from '../words/speaker.js';
import { EditionLinks } from './edition-links.js';
import { editionsOf, releasePath } from './editions-of.js';

type Release = PublishedList['releases'][number];

/** What is new: every release people can read about, the newest first. */
export function releasesPage(language: PageLanguage, { releases }: PublishedList): PageContent {
  const say = speaker(language);
  return {
    language,
    title: say('releases.title'),
    place: {
      path: `/${language}`,
      editions: PAGE_LANGUAGES.map((each) => ({ language: each, path: `/${each}` })),
      anyLanguagePath: '/',
    },
    children: (
      <>
        <div class="opening">
          <h1>{say('releases.title')}</h1>
        </div>
        {releases.length === 0 && <p class="summary">{say('releases.none')}</p>}
        <ol class="releases">
          {releases.map((release) => (
            <li>
              <ReleaseInBrief language={language} release={release} />
            </li>
          ))}
        </ol>
      </>
    ),
  };
}

function ReleaseInBrief({ language, release }: { language: PageLanguage; release: Release }): VNode {
  const { slug, editions, publishedAt, rollouts } = release;
  const edition = editions.find((each) => each.language === language);
  const elsewhere = editionsOf(
    slug,
    editions.map((each) => each.language),
  );
  return (
    <article class="row">
      <div class="label">
        <p class="name">{edition?.name ?? editions[0]?.name}</p>
        <p class="published">{words(language)('release.published', { at: publishedAt })}</p>
      </div>
      <div class="text">
        {edition ? (
          <>
            <h2>
              <a href={releasePath(language, slug)}>{edition.headline}</a>
            </h2>
            <p>{edition.summary}</p>
            <p>
              <Purpose language={language} purpose={edition.purpose} />
            </p>
          </>
        ) : (
          <EditionLinks language={language} editions={elsewhere} />
        )}
        {rollouts.length === 0 && <StateLine language={language} rollout={undefined} />}
        {rollouts.map((rollout) => (
          <>
            {rollouts.length > 1 && <Cohort language={language} rollout={rollout} />}
            <StateLine language={language} rollout={rollout} />
          </>
        ))}
      </div>
    </article>
  );
}
