import type { Command } from 'commander';
import { instantText } from '../../printing/amounts.js';
import { table } from '../../printing/table.js';
import { everyItem } from '../../release-desk/every-item.js';
import type { components } from '../../release-desk/openapi.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

type Token = components['schemas']['TokenAnswer'];

export const listTokens = (to: Command, session: Session): Command =>
  to
    .command('list')
    .description('API tokens, newest first, without their text')
    .option('--json', 'answer as JSON')
    .action(async (options: { readonly json?: boolean }) => {
      const desk = await session.desk();
      const tokens = await everyItem((query) => answered(desk.GET('/api/api-tokens', { params: { query } })));
      session.show(tokens, options, () => linesFor(tokens));
    });

function linesFor(tokens: readonly Token[]): readonly string[] {
  if (tokens.length === 0) return ['No API token yet. Issue one with: tidings token issue --name NAME --roles ROLE'];
  return table(
    [
      { head: 'ID', cell: ({ id }) => id },
      { head: 'FOR', cell: ({ name }) => name },
      { head: 'ACTS AS', cell: ({ issuerName }) => issuerName },
      { head: 'ROLES', cell: ({ roles }) => roles.join(', ') },
      {
        head: 'STATE',
        cell: ({ revokedAt, expiresAt }) =>
          revokedAt === undefined ? `until ${instantText(expiresAt)}` : `revoked ${instantText(revokedAt)}`,
      },
    ],
    tokens,
  );
}
