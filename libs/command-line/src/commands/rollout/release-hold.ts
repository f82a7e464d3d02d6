import type { Command } from 'commander';
import { refuse } from '../../refusal.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { rolloutIdNamed } from './all-rollouts.js';
import { holdLines } from './list-holds.js';

export const releaseHold = (to: Command, session: Session): Command =>
  to
    .command('release-hold <rollout> <slice>')
    .description('let a held part go on, as in hardwareId=vega-b: the first person asks, a second one does it')
    .requiredOption('--why <reason>', 'what was found, and what changed')
    .action(async (text: string, slice: string, { why }: { readonly why: string }) => {
      const desk = await session.desk();
      const id = await rolloutIdNamed(desk, text);
      const { holds } = await answered(desk.GET('/api/rollouts/{id}/holds', { params: { path: { id } } }));
      const standing = holds.filter(({ releasedAt }) => releasedAt === undefined);
      const hold = standing.find((one) => slice === one.id || slice === `${one.attribute}=${one.value}`);
      if (!hold)
        throw refuse(
          `No part called "${slice}" is held.`,
          ...(standing.length === 0
            ? []
            : [`Held: ${standing.map((one) => `${one.attribute}=${one.value}`).join(', ')}.`]),
        );
      const path = { id, hold: hold.id };
      const answer = await answered(
        desk.POST('/api/rollouts/{id}/holds/{hold}/release', { params: { path }, body: { why } }),
      );
      session.say(...answer.holds.filter((one) => one.id === hold.id).flatMap(holdLines));
    });
