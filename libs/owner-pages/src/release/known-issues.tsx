import { listOf, type PageLanguage, type RenderedNote } from '@tidings/release-notes';
import type { VNode } from 'preact';
import { Prose } from '../frame/prose.js';
import { speaker } from '../words/speaker.js';

/** What is not right yet, said before an owner finds out. */
export function KnownIssues({
  language,
  issues,
}: {
  readonly language: PageLanguage;
  readonly issues: RenderedNote['knownIssues'];
}): VNode {
  const say = speaker(language);
  return (
    <section class="known-issues" aria-labelledby="known_issues">
      <h2 id="known_issues">{say('release.known-issues')}</h2>
      <ul class="rows">
        {issues.map(({ html, appliesTo }) => (
          <li class="row">
            <span class="kind">
              {appliesTo && say('improvement.models', { models: listOf(language, appliesTo.models) })}
            </span>
            <Prose html={html} />
          </li>
        ))}
      </ul>
    </section>
  );
}
