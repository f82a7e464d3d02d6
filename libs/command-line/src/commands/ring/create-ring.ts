import type { Command } from 'commander';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

export const createRing = (to: Command, session: Session): Command =>
  to
    .command('create <name>')
    .description('open a ring')
    .requiredOption('--description <text>', 'who joins it, and why')
    .action(async (name: string, { description }: { readonly description: string }) => {
      const desk = await session.desk();
      const ring = await answered(desk.POST('/api/rings', { body: { name, description } }));
      session.say(`The ring ${ring.name} is open. Next  tidings ring add ${ring.name} --vehicles FILE`);
    });
