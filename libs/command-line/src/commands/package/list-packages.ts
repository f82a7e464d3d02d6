import type { Command } from 'commander';
import { instantText, sizeText } from '../../printing/amounts.js';
import { table } from '../../printing/table.js';
import type { Session } from '../../session.js';
import { allPackages, type Package } from './all-packages.js';

export const listPackages = (to: Command, session: Session): Command =>
  to
    .command('list')
    .description('packages, newest first')
    .option('--json', 'answer as JSON')
    .action(async (options: { readonly json?: boolean }) => {
      const packages = await allPackages(await session.desk());
      session.show(packages, options, () => linesFor(packages));
    });

function linesFor(packages: readonly Package[]): readonly string[] {
  if (packages.length === 0)
    return [
      'No package yet. Push one with: tidings package push FILE --name NAME --version VERSION --hardware ID --key FILE',
    ];
  return table(
    [
      { head: 'ID', cell: ({ id }) => id },
      { head: 'PACKAGE', cell: ({ name, version }) => `${name} ${version}` },
      { head: 'HARDWARE', cell: ({ hardwareIds }) => hardwareIds.join(', ') },
      { head: 'SIZE', cell: ({ size }) => sizeText(size), align: 'right' },
      {
        head: 'PUBLISHER',
        cell: ({ publisher, isKeyRevoked }) => (isKeyRevoked ? `${publisher} (key revoked)` : publisher),
      },
      { head: 'RECEIVED', cell: ({ receivedAt }) => instantText(receivedAt) },
    ],
    packages,
  );
}
