import type { PageLanguage, RenderedImprovement, RenderedNote } from '@tidings/release-notes';
import type { VNode } from 'preact';
import { Prose } from '../frame/prose.js';
import { speaker } from '../words/speaker.js';
import { ImprovementFacts } from './improvement-facts.js';
import { KindLabel } from './kind-label.js';

/** The whole release in a minute: what the author found essential, then one sentence for each improvement, in order. */
export function InOneMinute({
  language,
  note,
  improvements,
}: {
  readonly language: PageLanguage;
  readonly note: RenderedNote;
  readonly improvements: readonly RenderedImprovement[];
}): VNode {
  return (
    <section class="minute" aria-labelledby="in_one_minute">
      <h2 id="in_one_minute">{speaker(language)('release.minute')}</h2>
      <ul class="rows">
        {note.essentials.map(({ term, html }) => (
          <li class="row">
            <span class="label">{term}</span>
            <Prose html={html} />
          </li>
        ))}
        {improvements.map((improvement) => (
          <li class="row">
            <KindLabel language={language} improvement={improvement} />
            <div class="text">
              <p>{improvement.short}</p>
              <ImprovementFacts language={language} improvement={improvement} />
              {improvement.sections.length > 0 && (
                <p class="more">
                  <a href={`#${improvement.key}`}>{improvement.title}</a>
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
