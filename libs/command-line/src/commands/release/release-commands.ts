import type { Command } from 'commander';
import type { Session } from '../../session.js';
import { attachDocument } from './attach-document.js';
import { showRelease } from './show-release.js';
import { approveRelease } from './approve-release.js';
import { createRelease } from './create-release.js';
import { listReleases } from './list-releases.js';
import { publishRelease } from './publish-release.js';
import { recallRelease } from './recall-release.js';
import { recallStatus } from './recall-status.js';
import { withdrawRelease } from './withdraw-release.js';

export function releaseCommands(program: Command, session: Session): void {
  const release = program.command('release').description('packages that bring a vehicle to a version');
  for (const add of [
    createRelease,
    attachDocument,
    showRelease,
    approveRelease,
    publishRelease,
    listReleases,
    withdrawRelease,
    recallRelease,
    recallStatus,
  ])
    add(release, session);
}
