import type { Command } from 'commander';
import { refuse } from '../../refusal.js';
import { idNamed } from '../../release-desk/id-named.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { allPublishers, type Publisher } from './all-publishers.js';

interface Options {
  readonly kid?: string;
  readonly why: string;
}

export const revokePublisherKey = (to: Command, session: Session): Command =>
  to
    .command('revoke <publisher>')
    .description('take a key out of use for good: releases with its packages stop being offered')
    .option('--kid <kid>', 'which key, when the publisher has several')
    .requiredOption('--why <reason>', 'for the journal')
    .action(async (name: string, { kid, why }: Options) => {
      const desk = await session.desk();
      const publishers = await allPublishers(desk);
      const all = () => Promise.resolve(publishers.map((each) => ({ id: each.id, names: [each.name] })));
      const id = await idNamed(name, { what: 'publisher', prefix: 'pub', all });
      const chosen = kid ?? onlyKeyOf(publishers.find((each) => each.id === id));
      const path = { id };
      await answered(desk.POST('/api/publishers/{id}/revoke-key', { params: { path }, body: { kid: chosen, why } }));
      session.say(
        `The key ${chosen} is revoked. Nothing it signed comes in any more.`,
        'Cars that have not received such a package in full do not get it.',
      );
    });

function onlyKeyOf(publisher: Publisher | undefined): string {
  const inUse = (publisher?.keys ?? []).filter(({ revokedAt }) => revokedAt === undefined);
  if (inUse.length === 1) return inUse[0]!.kid;
  if (inUse.length === 0) throw refuse('This publisher has no key in use: nothing is left to revoke.');
  throw refuse(
    'This publisher has several keys in use: say which with --kid.',
    ...inUse.map(({ kid }) => `  --kid ${kid}`),
  );
}
