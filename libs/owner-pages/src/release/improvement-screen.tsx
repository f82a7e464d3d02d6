import type { PageLanguage, RenderedImprovement } from '@tidings/release-notes';
import type { VNode } from 'preact';
import { Prose } from '../frame/prose.js';
import { speaker } from '../words/speaker.js';
import { ImprovementFacts } from './improvement-facts.js';
import { KindLabel } from './kind-label.js';

/** One improvement as one screen: its sections in the author's order, what only engineers ask for folded away. */
export function ImprovementScreen({
  language,
  improvement,
}: {
  readonly language: PageLanguage;
  readonly improvement: RenderedImprovement;
}): VNode {
  const say = speaker(language);
  const { key, title, short, sections } = improvement;
  return (
    <article class="screen" id={key} aria-labelledby={`${key}_title`}>
      <header class="row">
        <KindLabel language={language} improvement={improvement} />
        <div class="text">
          <h2 id={`${key}_title`}>{title}</h2>
          <p class="short">{short}</p>
          <ImprovementFacts language={language} improvement={improvement} />
        </div>
      </header>
      {sections.map(({ name, html }) =>
        name === 'technical' ? (
          <Technical title={say('section.technical')} html={html} />
        ) : (
          <section class="row">
            <h3 class="label">{say(`section.${name}`)}</h3>
            <Prose html={html} />
          </section>
        ),
      )}
    </article>
  );
}

export function Technical({ title, html }: { readonly title: string; readonly html: string }): VNode {
  return (
    <details class="technical">
      <summary>{title}</summary>
      <Prose html={html} />
    </details>
  );
}
