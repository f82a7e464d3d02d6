import type { Command } from 'commander';
import { instantText } from '../../printing/amounts.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { releaseIdNamed } from './all-releases.js';

export const publishRelease = (to: Command, session: Session): Command =>
  to
    .command('publish <release>')
    .description('make an approved release available: rollouts of it may start')
    .option('--from <instant>', 'not before then, as 2026-12-01T06:00:00.000Z')
    .option('--approval <reference>', 'of the type approval that was sought and is now granted')
    .action(async (text: string, { from, approval }: { readonly from?: string; readonly approval?: string }) => {
      const desk = await session.desk();
      const path = { id: await releaseIdNamed(desk, text) };
      const body = {
        ...(from !== undefined && { from }),
        ...(approval !== undefined && { approvalReference: approval }),
      };
      const release = await answered(desk.POST('/api/releases/{id}/publish', { params: { path }, body }));
      session.say(
        `The release ${release.name} ${release.version} is available${from === undefined ? '' : ` from ${instantText(release.availableFrom!)}`}.`,
        `Next  tidings note publish FILE --release ${release.id}`,
      );
    });
