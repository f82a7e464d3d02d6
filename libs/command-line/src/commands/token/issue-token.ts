import type { Command } from 'commander';
import { days, type Duration, type Role } from '@tidings/vocabulary';
import { parseLength } from '../../reading/parse-length.js';
import { parseList } from '../../reading/parse-list.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

interface Options {
  readonly name: string;
  readonly roles: readonly string[];
  readonly expires: Duration;
  readonly json?: boolean;
}

export const issueToken = (to: Command, session: Session): Command =>
  to
    .command('issue')
    .description('give a pipeline a token that acts as you; it never approves')
    .requiredOption('--name <name>', 'what it is for')
    .requiredOption('--roles <roles>', 'no more than you have, with commas between', parseList)
    .option('--expires <length>', 'how long it is good for, at most a year', parseLength, days(30))
    .option('--json', 'answer as JSON')
    .action(async (options: Options) => {
      const desk = await session.desk();
      const expiresAt = new Date(Date.now() + options.expires).toISOString();
      // Which roles there are, the release desk knows better than this copy of it.
      const roles = [...options.roles] as Role[];
      const issued = await answered(desk.POST('/api/api-tokens', { body: { name: options.name, roles, expiresAt } }));
      session.show(issued, options, () => [
        issued.token,
        'This is the only time it is shown. Give it to the pipeline as TIDINGS_TOKEN.',
        `Take it back with: tidings token revoke ${issued.id}`,
      ]);
    });
