import type { Command } from 'commander';
import { instantText } from '../../printing/amounts.js';
import { table } from '../../printing/table.js';
import type { Session } from '../../session.js';
import { allReleases, type Release } from './all-releases.js';

export const listReleases = (to: Command, session: Session): Command =>
  to
    .command('list')
    .description('releases, newest first')
    .option('--json', 'answer as JSON')
    .action(async (options: { readonly json?: boolean }) => {
      const releases = await allReleases(await session.desk());
      session.show(releases, options, () => linesFor(releases));
    });

function linesFor(releases: readonly Release[]): readonly string[] {
  if (releases.length === 0)
    return ['No release yet. Create one with: tidings release create --name NAME --version VERSION --package ID'];
  return table(
    [
      { head: 'ID', cell: ({ id }) => id },
      { head: 'RELEASE', cell: ({ name, version }) => `${name} ${version}` },
      { head: 'STATE', cell: ({ state }) => state },
      { head: 'UPDATES FROM', cell: ({ minimumVersion }) => minimumVersion ?? 'any older' },
      { head: 'NOTES LIVE IN', cell: ({ liveLanguages }) => liveLanguages.join(', ') || 'no language yet' },
      { head: 'CREATED', cell: ({ createdAt }) => instantText(createdAt) },
    ],
    releases,
  );
}
