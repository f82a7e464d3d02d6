import { expect, it } from '@jest/globals';
import type { RolloutId } from '@tidings/vocabulary';
import { NOON } from '../../builders/a-rollout.js';
import type { ChosenEnd } from './attempt.js';
import { chosenEndOf, recordedEndOf } from './chosen-end.js';

it.each<ChosenEnd>([
  { kind: 'superseded', by: 'rol_2' as RolloutId },
  { kind: 'declined' },
  { kind: 'deferred', until: NOON },
])('$kind comes back from its columns', (end) => {
  const { endsAs, endsFor } = recordedEndOf(end);
  expect(chosenEndOf(endsAs, endsFor)).toEqual(end);
});
