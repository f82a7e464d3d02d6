import type { Command } from 'commander';
import { newKeyFile } from '../../keys/new-key-file.js';
import type { Session } from '../../session.js';

export const newPublisherKey = (to: Command, session: Session): Command =>
  to
    .command('key-new')
    .description('make an Ed25519 key pair to sign packages with; it never leaves this machine')
    .requiredOption('--out <file>', 'where the private JWK goes, readable by you only')
    .action(async ({ out }: { readonly out: string }) => {
      const { kid } = await newKeyFile(session.pathOf(out));
      session.say(
        `A new key is in ${out}. Whoever has that file signs as you: keep it where your build keeps its secrets.`,
        `Key   ${kid}`,
        `Next  tidings publisher add NAME --key ${out}`,
      );
    });
