import { type PageLanguage, words } from '@tidings/release-notes';
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Assets } from '../assets/assets.js';

/** What every page is told from outside. */
export interface Surroundings {
  readonly assets: Assets;
  /** 'https://host' of this request, for addresses that must be absolute. */
  readonly origin: string;
}

export interface PageContent {
  readonly language: PageLanguage;
  readonly title: string;
  readonly description?: string;
  /** The page's own path, and the same page in every language it has; absent on pages that are no resource. */
  readonly place?: {
    readonly path: string;
    readonly editions: readonly { readonly language: PageLanguage; readonly path: string }[];
    /** For readers of none of these languages. */
    readonly anyLanguagePath?: string;
  };
  readonly children: ComponentChildren;
}

/** The whole document as text. */
export const pageText = (content: PageContent, surroundings: Surroundings): string =>
  `<!doctype html>${renderToString(<Page content={content} surroundings={surroundings} />)}`;

function Page({ content, surroundings }: { content: PageContent; surroundings: Surroundings }): VNode {
  const { language, children } = content;
  const say = words(language);
  return (
    <html lang={language}>
      <Head content={content} surroundings={surroundings} />
      <body>
        <a class="skip" href="#main">
          {say('page.skip')}
        </a>
        <header class="top">
          <a class="home" href={`/${language}`}>
            <Mark />
            {say('page.home')}
          </a>
          <Languages content={content} />
        </header>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <footer class="bottom">
          <p>{say('page.footer')}</p>
        </footer>
      </body>
    </html>
  );
}

function Head({ content, surroundings }: { content: PageContent; surroundings: Surroundings }): VNode {
  const { title, description, place } = content;
  const { assets, origin } = surroundings;
  return (
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      {description && <meta name="description" content={description} />}
      <meta name="color-scheme" content="light dark" />
      {place && <link rel="canonical" href={origin + place.path} />}
      {place?.editions.map(({ language, path }) => (
        <link rel="alternate" hreflang={language} href={origin + path} />
      ))}
      {place?.anyLanguagePath && <link rel="alternate" hreflang="x-default" href={origin + place.anyLanguagePath} />}
      <link rel="preload" href={assets.font} as="font" type="font/woff2" crossorigin="anonymous" />
      <link rel="stylesheet" href={assets.styleSheet} />
      <link rel="icon" href={assets.mark} type="image/svg+xml" />
    </head>
  );
}

/** The same page in other languages; each language is named in itself. */
function Languages({ content: { language, place } }: { content: PageContent }): VNode | null {
  if (!place || place.editions.length < 2) return null;
  return (
    <nav class="languages" aria-label={words(language)('language.switch')}>
      <ul>
        {place.editions.map((edition) => (
          <li>
            <a
              href={edition.path}
              lang={edition.language}
              hreflang={edition.language}
              aria-current={edition.language === language ? 'page' : undefined}
            >
              {words(edition.language)('language.name')}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Drawn here and not fetched, so that it takes the colour of the text in light and dark. */
const Mark = (): VNode => (
  <svg class="mark" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
    <path d="M12 1.5 14.3 9.7 22.5 12 14.3 14.3 12 22.5 9.7 14.3 1.5 12 9.7 9.7Z" />
  </svg>
);
