import type { Command } from 'commander';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

export const revokeToken = (to: Command, session: Session): Command =>
  to
    .command('revoke <id>')
    .description('take a token back, from the next request on')
    .action(async (id: string) => {
      const desk = await session.desk();
      await answered(desk.POST('/api/api-tokens/{id}/revoke', { params: { path: { id } } }));
      session.say(`The token ${id} opens nothing any more.`);
    });
