import type { PageLanguage, RenderedNote } from '@tidings/release-notes';
import type { VNode } from 'preact';
import { Prose } from '../frame/prose.js';
import { speaker } from '../words/speaker.js';

/** What an owner must know before saying yes: UN R156 7.2.2.2 (a) to (e), as questions and answers. */
export function BeforeYouInstall({
  language,
  execution,
}: {
  readonly language: PageLanguage;
  readonly execution: RenderedNote['execution'];
}): VNode {
  const say = speaker(language);
  return (
    <section class="before" aria-labelledby="before_you_install">
      <h2 id="before_you_install">{say('release.before')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('release.question')}</th>
            <th scope="col">{say('release.answer')}</th>
          </tr>
        </thead>
        <tbody>
          {execution.map(({ question, html }) => (
            <tr>
              <th scope="row">{say(`question.${question}`)}</th>
              <td>
                <Prose html={html} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
