import type { PageLanguage } from '@tidings/release-notes';
import type { Instant } from '@tidings/vocabulary';
import type { PublicProgress } from '@tidings/views';
import type { VNode } from 'preact';
import { speaker } from '../words/speaker.js';
import { Cohort } from './cohort.js';
import { ProgressLine } from './progress-line.js';
import { StateLine } from './state-line.js';

/** How far each rollout of a release is: state, drawing, and every number with its denominator and its age. */
export function HowFar({
  language,
  rollouts,
  countedAt,
}: {
  readonly language: PageLanguage;
  readonly rollouts: readonly PublicProgress[];
  readonly countedAt: Instant;
}): VNode {
  const say = speaker(language);
  return (
    <section class="how-far row" aria-labelledby="how_far">
      <h2 id="how_far" class="label">
        {say('rollout.title')}
      </h2>
      <div class="text">
        {rollouts.length === 0 && <StateLine language={language} rollout={undefined} />}
        {rollouts.map((rollout) => (
          <div class="rollout">
            {rollouts.length > 1 && <Cohort language={language} rollout={rollout} />}
            <StateLine language={language} rollout={rollout} />
            <ProgressLine language={language} rollout={rollout} />
            {rollout.state !== 'approved' && <Counts language={language} rollout={rollout} />}
          </div>
        ))}
        {rollouts.some(({ state }) => state !== 'approved') && (
          <p class="age">{say('rollout.counted', { at: countedAt })}</p>
        )}
      </div>
    </section>
  );
}

function Counts({
  language,
  rollout: { offered, done, failed, planned },
}: {
  readonly language: PageLanguage;
  readonly rollout: PublicProgress;
}): VNode {
  const say = speaker(language);
  return (
    <ul class="counts">
      <li class="count-done">{say('rollout.progress', { done, offered })}</li>
      <li class="count-offered">{say('rollout.reach', { offered, planned })}</li>
      {offered > 0 && <li class="count-failed">{say('rollout.failed', { failed })}</li>}
    </ul>
  );
}
