import { type PageLanguage, words } from '@tidings/release-notes';
import { type PageContent } from '../frame/page.js';
import { DOOR_WORDS } from '../words/door-words.js';

/** An address that leads nowhere, or our own fault; the first words after a fault say that the car is not affected. */
export function troublePage(language: PageLanguage, trouble: 'not-found' | 'fault', requestId: string): PageContent {
  const say = words(language);
  const title = say(`${trouble}.title`);
  return {
    language,
    title,
    children: (
      <div class="opening">
        <h1>{title}</h1>
        <p class="summary">{say(`${trouble}.text`)}</p>
        {trouble === 'fault' ? (
          <p class="published">
            {DOOR_WORDS[language].reference} <code>{requestId}</code>
          </p>
        ) : (
          <p>
            <a class="next" href={`/${language}`}>
              {say('not-found.next')}
            </a>
          </p>
        )}
      </div>
    ),
  };
}
