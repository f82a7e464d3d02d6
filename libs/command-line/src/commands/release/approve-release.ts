import type { Command } from 'commander';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { releaseIdNamed } from './all-releases.js';

export const approveRelease = (to: Command, session: Session): Command =>
  to
    .command('approve <release>')
    .description('say yes to a release, as another person than its author')
    .action(async (text: string) => {
      const desk = await session.desk();
      const path = { id: await releaseIdNamed(desk, text) };
      const release = await answered(desk.POST('/api/releases/{id}/approve', { params: { path } }));
      session.say(
        `The release ${release.name} ${release.version} is approved.`,
        `Next  tidings release publish ${release.id}`,
      );
    });
