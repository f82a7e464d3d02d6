import type { Command } from 'commander';
import type { Session } from '../../session.js';
import { issueToken } from './issue-token.js';
import { listTokens } from './list-tokens.js';
import { revokeToken } from './revoke-token.js';

export function tokenCommands(program: Command, session: Session): void {
  const token = program.command('token').description('API tokens: what a pipeline shows instead of a person');
  for (const add of [issueToken, listTokens, revokeToken]) add(token, session);
}
