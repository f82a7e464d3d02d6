import { correctionHeading, type PageLanguage, type RenderedNote } from '@tidings/release-notes';
import type { VNode } from 'preact';
import { Prose } from '../frame/prose.js';

/** What earlier readers were told wrong: above everything they may have read before. */
export function Correction({
  language,
  correction,
}: {
  readonly language: PageLanguage;
  readonly correction: NonNullable<RenderedNote['correction']>;
}): VNode {
  return (
    <aside class="correction" aria-labelledby="correction_heading">
      <h2 id="correction_heading">
        <svg class="sign" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
          <circle cx="10" cy="10" r="9" />
          <path d="M10 5.5V11M10 14V14.25" />
        </svg>
        {correctionHeading(language, correction)}
      </h2>
      <Prose html={correction.html} />
    </aside>
  );
}
