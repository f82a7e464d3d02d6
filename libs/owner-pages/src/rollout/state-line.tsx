import { CONDUCTOR } from '@tidings/operations';
import type { PageLanguage } from '@tidings/release-notes';
import type { PublicProgress } from '@tidings/views';
import type { VNode } from 'preact';
import { DOOR_WORDS } from '../words/door-words.js';
import { speaker } from '../words/speaker.js';

/** One line of state: a sign and a sentence, never a colour alone. Without a rollout it has not started. */
export function StateLine({
  language,
  rollout,
}: {
  readonly language: PageLanguage;
  readonly rollout: PublicProgress | undefined;
}): VNode {
  const state = rollout?.state ?? 'approved';
  return (
    <p class={`state state-${state}`}>
      <svg class="sign" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <circle cx="10" cy="10" r="9" />
        <path d={SIGNS[state]} />
      </svg>
      <span>{stateSentence(language, rollout)}</span>
    </p>
  );
}

const SIGNS: Readonly<Record<PublicProgress['state'], string>> = {
  approved: 'M10 5.5V10H13.5',
  running: 'M6 10H14M10.5 6.5 14 10 10.5 13.5',
  paused: 'M7.75 6.5V13.5M12.25 6.5V13.5',
  halted: 'M7 7 13 13M7 13 13 7',
  completed: 'M6 10.5 8.75 13.25 14 7.25',
};

function stateSentence(language: PageLanguage, rollout: PublicProgress | undefined): string {
  const say = speaker(language);
  if (!rollout) return say('rollout.not-started');
  const at = rollout.stateAt;
  switch (rollout.state) {
    case 'approved':
      return say('rollout.not-started');
    case 'running':
      return say('rollout.running');
    case 'completed':
      return say('rollout.completed', { at });
    default:
      return say(`rollout.${rollout.state}`, { at, why: reasonOf(language, rollout) });
  }
}

/** People write a sentence; the conductor notes which guardrail compared which numbers, which is for the release desk. */
const reasonOf = (language: PageLanguage, { stateBy, stateWhy }: PublicProgress): string =>
  stateBy === CONDUCTOR.person ? DOOR_WORDS[language].stoppedByItself : (stateWhy ?? '');
