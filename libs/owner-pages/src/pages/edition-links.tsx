import { type PageLanguage, words } from '@tidings/release-notes';
import type { VNode } from 'preact';
import { DOOR_WORDS } from '../words/door-words.js';

/** Says that there is no edition in the reader's language, and leads to those there are: nobody is given another unasked. */
export function EditionLinks({
  language,
  editions,
}: {
  readonly language: PageLanguage;
  readonly editions: readonly { readonly language: PageLanguage; readonly path: string }[];
}): VNode {
  return (
    <>
      <p class="no-edition">{DOOR_WORDS[language].noEdition}</p>
      {editions.length > 0 && (
        <div class="editions">
          <p>{DOOR_WORDS[language].availableIn}</p>
          <ul>
            {editions.map((edition) => (
              <li>
                <a href={edition.path} lang={edition.language} hreflang={edition.language}>
                  {words(edition.language)('language.name')}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
