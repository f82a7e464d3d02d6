import type { Command } from 'commander';
import type { Session } from '../../session.js';
import { approveRelease } from './approve-release.js';
import { createRelease } from './create-release.js';
import { listReleases } from './list-releases.js';

export function releaseCommands(program: Command, session: Session): void {
  const release = program.command('release').description('packages that bring a vehicle to a version');
  for (const add of [createRelease, approveRelease, listReleases]) add(release, session);
}
