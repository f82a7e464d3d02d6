import type { Command } from 'commander';
import { instantText } from '../../printing/amounts.js';
import type { components } from '../../release-desk/openapi.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { rolloutIdNamed } from './all-rollouts.js';

type Hold = components['schemas']['SliceHoldAnswer'];

export const listHolds = (to: Command, session: Session): Command =>
  to
    .command('holds <rollout>')
    .description('the parts of its cohort that wait because they failed more than the rest')
    .option('--json', 'answer as JSON')
    .action(async (text: string, options: { readonly json?: boolean }) => {
      const desk = await session.desk();
      const path = { id: await rolloutIdNamed(desk, text) };
      const answer = await answered(desk.GET('/api/rollouts/{id}/holds', { params: { path } }));
      session.show(answer, options, () =>
        answer.holds.length === 0 ? ['No part of its cohort is held.'] : answer.holds.flatMap(holdLines),
      );
    });

export const holdLines = (hold: Hold): readonly string[] => [
  `${hold.attribute} ${hold.value}, held since ${instantText(hold.since)}${stateText(hold)}`,
  ...hold.reasons.map(({ has }) => `  ${has}`),
];

function stateText({ releasedBy, releasedAt, releaseAskedBy, releaseWhy }: Hold): string {
  if (releasedBy !== undefined && releasedAt !== undefined)
    return `; released ${instantText(releasedAt)} by ${releasedBy}`;
  if (releaseAskedBy !== undefined) return `; ${releaseAskedBy} asks to release it: ${releaseWhy ?? ''}`;
  return '';
}
