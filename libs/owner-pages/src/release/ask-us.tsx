import { noonOf, type PageLanguage, type RenderedNote } from '@tidings/release-notes';
import type { VNode } from 'preact';
import { Prose } from '../frame/prose.js';
import { speaker } from '../words/speaker.js';

/** Who built it and answers, and until when. */
export function AskUs({
  language,
  askUs: { html, until },
}: {
  readonly language: PageLanguage;
  readonly askUs: NonNullable<RenderedNote['askUs']>;
}): VNode {
  const say = speaker(language);
  return (
    <section class="ask-us row" aria-labelledby="ask_us">
      <h2 id="ask_us" class="label">
        {say('release.ask-us')}
      </h2>
      <div class="text">
        <Prose html={html} />
        {until && <p class="facts">{say('release.ask-us-until', { at: noonOf(until) })}</p>}
      </div>
    </section>
  );
}
