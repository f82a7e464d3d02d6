import type { PageLanguage, RenderedNote } from '@tidings/release-notes';
import type { VNode } from 'preact';
import { Prose } from '../frame/prose.js';
import { speaker } from '../words/speaker.js';

/** Who built it and answers; until when, its text says. */
export function AskUs({
  language,
  askUs: { html },
}: {
  readonly language: PageLanguage;
  readonly askUs: NonNullable<RenderedNote['askUs']>;
}): VNode {
  return (
    <section class="ask-us row" aria-labelledby="ask_us">
      <h2 id="ask_us" class="label">
        {speaker(language)('release.ask-us')}
      </h2>
      <Prose html={html} />
    </section>
  );
}
