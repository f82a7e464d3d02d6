import type { Command } from 'commander';
import { countText, numberText } from '../../printing/amounts.js';
import { refuse } from '../../refusal.js';
import type { components } from '../../release-desk/openapi.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { releaseIdNamed } from './all-releases.js';

type Withdrawal = components['schemas']['WithdrawalAnswer'];

interface Options {
  readonly why?: string;
  readonly dryRun?: boolean;
}

export const withdrawRelease = (to: Command, session: Session): Command =>
  to
    .command('withdraw <release>')
    .description('nobody gets it any more, every rollout of it is halted; one person is enough')
    .option('--why <reason>', 'for everybody who asks, owners too')
    .option('--dry-run', 'only tell what would be stopped')
    .action(async (text: string, { why, dryRun }: Options) => {
      if (why === undefined && dryRun !== true)
        throw refuse('Say why with --why REASON, or look first with --dry-run.');
      const desk = await session.desk();
      const path = { id: await releaseIdNamed(desk, text) };
      const stops = await answered(desk.GET('/api/releases/{id}/withdrawal', { params: { path } }));
      session.say(...withdrawalLines(stops));
      if (why === undefined || dryRun === true) return;
      const release = await answered(desk.POST('/api/releases/{id}/withdraw', { params: { path }, body: { why } }));
      session.say(
        `The release ${release.name} ${release.version} is withdrawn. It does not come back.`,
        ...(stops.installed > 0 ? [`Next  tidings release recall ${release.id} --fix RELEASE --why REASON`] : []),
      );
    });

const withdrawalLines = ({ rollouts, neverStart, installed }: Withdrawal): readonly string[] => [
  rollouts.length === 0 ? 'No rollout of it is under way.' : `${countText(rollouts.length, 'rollout')} of it ends:`,
  ...rollouts.flatMap(({ name, state, linkGoes, cancelled, pastStopping, pastStoppingVehicles: names }) => [
    `  ${name} (${state}): ${numberText(linkGoes)} have not begun, ${numberText(cancelled)} are told to cancel, ${numberText(pastStopping)} are past stopping`,
    ...(names.length === 0 ? [] : [`    past stopping: ${names.join(', ')}`]),
  ]),
  ...(neverStart.length === 0 ? [] : [`Never starts: ${neverStart.join(', ')}`]),
  `${countText(installed, 'vehicle')} installed it and ${installed === 1 ? 'keeps' : 'keep'} it.`,
];
