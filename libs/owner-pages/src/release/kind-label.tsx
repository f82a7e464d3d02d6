import type { PageLanguage, RenderedImprovement } from '@tidings/release-notes';
import type { VNode } from 'preact';
import { speaker } from '../words/speaker.js';

/** 'New', 'Fixed'; what takes something away also has a sign and a colour. */
export function KindLabel({
  language,
  improvement: { kind, impact },
}: {
  readonly language: PageLanguage;
  readonly improvement: RenderedImprovement;
}): VNode {
  const word = speaker(language)(`kind.${kind}`);
  if (impact !== 'worse' && kind !== 'removed') return <span class="kind">{word}</span>;
  return (
    <span class="kind kind-worse">
      <svg class="sign" width="16" height="16" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <circle cx="10" cy="10" r="9" />
        <path d="M6 10H14" />
      </svg>
      {word}
    </span>
  );
}
