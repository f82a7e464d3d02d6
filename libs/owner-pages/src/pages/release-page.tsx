import type { PageLanguage, RenderedNote } from '@tidings/release-notes';
import type { VNode } from 'preact';
import { type PageContent } from '../frame/page.js';
import { Prose } from '../frame/prose.js';
import type { PublishedOne } from '../reading/published.js';
import { AskUs } from '../release/ask-us.js';
import { BeforeYouInstall } from '../release/before-you-install.js';
import { Correction, CorrectionLink } from '../release/correction.js';
import { ImprovementScreen, Technical } from '../release/improvement-screen.js';
import { InOneMinute } from '../release/in-one-minute.js';
import { KnownIssues } from '../release/known-issues.js';
import { orderOfImprovements } from '../release/order-of-improvements.js';
import { Purpose } from '../release/purpose.js';
import { HowFar } from '../rollout/how-far.js';
import { speaker } from '../words/speaker.js';
import { editionsOf, releasePath } from './editions-of.js';

/** A release, told to its owners: what it is, how far it is, what changes, what to know before, what is not right yet. */
export function releasePage(language: PageLanguage, note: RenderedNote, published: PublishedOne): PageContent {
  const { notes, rollouts, countedAt } = published;
  const improvements = orderOfImprovements(note.improvements);
  return {
    language,
    title: `${note.headline} · ${note.name}`,
    description: note.summary,
    place: {
      path: releasePath(language, note.release),
      editions: editionsOf(
        note.release,
        notes.map((each) => each.language),
      ),
    },
    children: (
      <>
        <Opening language={language} note={note} publishedAt={published.publishedAt} />
        <HowFar language={language} rollouts={rollouts} countedAt={countedAt} />
        <InOneMinute language={language} note={note} improvements={improvements} />
        <BeforeYouInstall language={language} execution={note.execution} />
        {improvements
          .filter(({ sections }) => sections.length > 0)
          .map((improvement) => (
            <ImprovementScreen language={language} improvement={improvement} />
          ))}
        {note.chapters.map((chapter) => (
          <Chapter language={language} chapter={chapter} />
        ))}
        {note.correction && <Correction language={language} correction={note.correction} />}
        {note.knownIssues.length > 0 && <KnownIssues language={language} issues={note.knownIssues} />}
        {note.askUs && <AskUs language={language} askUs={note.askUs} />}
      </>
    ),
  };
}

function Opening({
  language,
  note: { name, purpose, headline, summary, correction },
  publishedAt,
}: { readonly language: PageLanguage; readonly note: RenderedNote } & Pick<PublishedOne, 'publishedAt'>): VNode {
  return (
    <div class="opening">
      <p class="name">
        {name} <Purpose language={language} purpose={purpose} />
      </p>
      <h1>{headline}</h1>
      <p class="summary">{summary}</p>
      <p class="published">{speaker(language)('release.published', { at: publishedAt })}</p>
      {correction && <CorrectionLink language={language} correction={correction} />}
    </div>
  );
}

function Chapter({
  language,
  chapter: { key, title, html, technicalHtml },
}: {
  readonly language: PageLanguage;
  readonly chapter: RenderedNote['chapters'][number];
}): VNode {
  return (
    <section class="chapter row" aria-labelledby={`chapter_${key}`}>
      <h2 id={`chapter_${key}`} class="label">
        {title}
      </h2>
      <div class="text">
        <Prose html={html} />
        {technicalHtml && <Technical title={speaker(language)('section.technical')} html={technicalHtml} />}
      </div>
    </section>
  );
}
