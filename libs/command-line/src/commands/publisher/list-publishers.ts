import type { Command } from 'commander';
import { instantText } from '../../printing/amounts.js';
import { table } from '../../printing/table.js';
import type { Session } from '../../session.js';
import { allPublishers, type Publisher } from './all-publishers.js';

export const listPublishers = (to: Command, session: Session): Command =>
  to
    .command('list')
    .description('publishers with their keys')
    .option('--json', 'answer as JSON')
    .action(async (options: { readonly json?: boolean }) => {
      const publishers = await allPublishers(await session.desk());
      session.show(publishers, options, () => linesFor(publishers));
    });

function linesFor(publishers: readonly Publisher[]): readonly string[] {
  if (publishers.length === 0) return ['No publisher yet. Add one with: tidings publisher add NAME --key FILE'];
  const keys = publishers.flatMap((publisher) => publisher.keys.map((key) => ({ publisher, key })));
  return table(
    [
      { head: 'PUBLISHER', cell: ({ publisher }) => publisher.name },
      { head: 'KEY', cell: ({ key }) => key.kid },
      { head: 'NAME', cell: ({ key }) => key.name },
      { head: 'OWNER', cell: ({ key }) => key.owner },
      { head: 'HARDWARE', cell: ({ key }) => key.hardwareIds?.join(', ') ?? 'any' },
      { head: 'SIGNS WITH', cell: ({ key }) => key.alg },
      { head: 'REGISTERED', cell: ({ key }) => instantText(key.registeredAt) },
      {
        head: 'STATE',
        cell: ({ key }) => stateOf(key),
      },
    ],
    keys,
  );
}

function stateOf({ revokedAt, notBefore, notAfter }: Publisher['keys'][number]): string {
  if (revokedAt !== undefined) return `revoked ${instantText(revokedAt)}`;
  const span = [notBefore && `from ${instantText(notBefore)}`, notAfter && `until ${instantText(notAfter)}`].filter(
    Boolean,
  );
  return span.length === 0 ? 'in use' : `good ${span.join(' ')}`;
}
