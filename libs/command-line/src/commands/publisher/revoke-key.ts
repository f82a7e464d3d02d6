import type { Command } from 'commander';
import { countText, numberText } from '../../printing/amounts.js';
import { refuse } from '../../refusal.js';
import type { components } from '../../release-desk/openapi.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { keyNamed } from './all-publishers.js';

type RestsOnKey = components['schemas']['RestsOnKeyAnswer'];

interface Options {
  readonly why?: string;
  readonly halt?: boolean;
  readonly dryRun?: boolean;
}

export const revokeKey = (to: Command, session: Session): Command =>
  to
    .command('revoke <key>')
    .description(
      'take a key out of use for good: what rests on it is told, and stops being offered; one person is enough',
    )
    .option('--why <reason>', 'for the journal')
    .option('--halt', 'also halt every rollout that rests on it, in the same act')
    .option('--dry-run', 'only tell what rests on it')
    .action(async (text: string, { why, halt = false, dryRun }: Options) => {
      if (why === undefined && dryRun !== true)
        throw refuse('Say why with --why REASON, or look first with --dry-run.');
      const desk = await session.desk();
      const { id, kid } = await keyNamed(desk, text);
      const rests = await answered(
        desk.GET('/api/publishers/{id}/keys/{kid}/rests', { params: { path: { id, kid } } }),
      );
      session.say(...restingLines(rests));
      if (why === undefined || dryRun === true) return;
      const path = { id };
      await answered(desk.POST('/api/publishers/{id}/revoke-key', { params: { path }, body: { kid, why, halt } }));
      session.say(
        `The key ${kid} is revoked. Nothing it signed comes in any more.`,
        'Cars that have not received such a package in full do not get it.',
        ...(rests.rollouts.length > 0 ? [whatBecame(rests.rollouts.length, halt, kid)] : []),
      );
    });

const restingLines = ({ packages, releases, rollouts, neverStart }: RestsOnKey): readonly string[] => [
  packages.length === 0 ? 'Nothing rests on this key.' : `${countText(packages.length, 'package')} signed with it:`,
  ...packages.map(({ packageId, name, version }) => `  ${name} ${version} (${packageId})`),
  ...(releases.length === 0 ? [] : [`In ${countText(releases.length, 'release')}:`]),
  ...releases.map(({ releaseId, name, version, state }) => `  ${name} ${version}, ${state} (${releaseId})`),
  ...(rollouts.length === 0 ? [] : [`Under way in ${countText(rollouts.length, 'rollout')}:`]),
  ...rollouts.map(
    ({ name, state, open, pastStopping }) =>
      `  ${name} (${state}): ${numberText(open)} under way, of them ${numberText(pastStopping)} past stopping`,
  ),
  ...(neverStart.length === 0 ? [] : [`Never starts: ${neverStart.join(', ')}`]),
];

const whatBecame = (count: number, isHalted: boolean, kid: string): string =>
  isHalted
    ? `${countText(count, 'rollout')} that rested on it ${count === 1 ? 'is' : 'are'} halted.`
    : `${countText(count, 'rollout')} that rested on it ${count === 1 ? 'stands' : 'stand'} still. End them with: tidings publisher key revoke ${kid} --halt --why REASON`;
