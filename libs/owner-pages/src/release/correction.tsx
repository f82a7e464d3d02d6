import { correctionHeading, type PageLanguage, type RenderedNote } from '@tidings/release-notes';
import type { VNode } from 'preact';
import { Prose } from '../frame/prose.js';

interface Corrected {
  readonly language: PageLanguage;
  readonly correction: NonNullable<RenderedNote['correction']>;
}

const Sign = (): VNode => (
  <svg class="sign" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <circle cx="10" cy="10" r="9" />
    <path d="M10 5.5V11M10 14V14.25" />
  </svg>
);

/** What earlier readers were told wrong. It speaks of "the text above", so it stands below the text. */
export function Correction({ language, correction }: Corrected): VNode {
  return (
    <aside class="correction" id="correction_notice" aria-labelledby="correction_heading">
      <h2 id="correction_heading">
        <Sign />
        {correctionHeading(language, correction)}
      </h2>
      <Prose html={correction.html} />
    </aside>
  );
}

/** At the top, for whoever has read the page before. */
export const CorrectionLink = ({ language, correction }: Corrected): VNode => (
  <p class="corrected">
    <a href="#correction_notice">
      <Sign />
      {correctionHeading(language, correction)}
    </a>
  </p>
);
