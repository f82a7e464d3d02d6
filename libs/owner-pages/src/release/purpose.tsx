import type { PageLanguage, Purpose as PurposeName } from '@tidings/release-notes';
import type { VNode } from 'preact';
import { speaker } from '../words/speaker.js';

const PRESSING: readonly PurposeName[] = ['recall', 'safety', 'security'];

/** What kind of release it is; the pressing kinds have a sign beside their word. */
export function Purpose({
  language,
  purpose,
}: {
  readonly language: PageLanguage;
  readonly purpose: PurposeName;
}): VNode {
  const word = speaker(language)(`purpose.${purpose}`);
  if (!PRESSING.includes(purpose)) return <span class="purpose">{word}</span>;
  return (
    <span class="purpose purpose-pressing">
      <svg class="sign" width="18" height="18" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <path class="shape" d="M10 1.5 19 17.5H1Z" />
        <path d="M10 7V12M10 14.6V14.8" />
      </svg>
      {word}
    </span>
  );
}
