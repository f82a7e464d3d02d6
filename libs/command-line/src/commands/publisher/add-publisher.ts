import type { Command } from 'commander';
import { publicHalfOf } from '../../keys/public-half.js';
import { readKeyFile } from '../../keys/read-key-file.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

interface Options {
  readonly key: string;
  readonly json?: boolean;
}

export const addPublisher = (to: Command, session: Session): Command =>
  to
    .command('add <name>')
    .description('register the public half of a key; of a private one, only its public half is sent')
    .requiredOption('--key <file>', 'an Ed25519 or P-256 JWK')
    .option('--json', 'answer as JSON')
    .action(async (name: string, { key, json = false }: Options) => {
      const { kid, jwk } = publicHalfOf(await readKeyFile(session.pathOf(key)));
      const desk = await session.desk();
      const publisher = await answered(desk.POST('/api/publishers', { body: { name, jwk: { ...jwk } } }));
      session.show(publisher, { json }, () => [
        `${publisher.name} may sign packages with this key.`,
        `Key   ${kid}`,
        `Next  tidings package push FILE --name NAME --version VERSION --hardware ID --key ${key}`,
      ]);
    });
