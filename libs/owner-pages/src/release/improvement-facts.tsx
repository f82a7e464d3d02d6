import { listOf, noonOf, type PageLanguage, type RenderedImprovement } from '@tidings/release-notes';
import type { VNode } from 'preact';
import { speaker } from '../words/speaker.js';

/** For which cars, whether something gets worse, and until when: what must not be overlooked, in small print's place but not size. */
export function ImprovementFacts({
  language,
  improvement: { appliesTo, impact, kind, endsOn },
}: {
  readonly language: PageLanguage;
  readonly improvement: RenderedImprovement;
}): VNode | null {
  const say = speaker(language);
  const facts = [
    appliesTo && say('improvement.models', { models: listOf(language, appliesTo.models) }),
    impact === 'mixed' && say('impact.mixed'),
    impact === 'worse' && kind !== 'removed' && say('impact.worse'),
    endsOn && say('improvement.ends', { at: noonOf(endsOn) }),
  ].filter((fact) => typeof fact === 'string');
  return facts.length === 0 ? null : <p class="facts">{facts.join(' · ')}</p>;
}
