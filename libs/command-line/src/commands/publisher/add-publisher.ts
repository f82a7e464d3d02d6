import type { Command } from 'commander';
import { publicHalfOf } from '../../keys/public-half.js';
import { readKeyFile } from '../../keys/read-key-file.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

interface Options {
  readonly key: string;
  readonly alg?: string;
  readonly json?: boolean;
}

export const addPublisher = (to: Command, session: Session): Command =>
  to
    .command('add <name>')
    .description('register the public half of a key; of a private one, only its public half is sent')
    .requiredOption('--key <file>', 'Ed25519, P-256 or RSA, as JWK or PEM')
    .option('--alg <name>', 'PS256 or RS256, for an RSA key in PEM')
    .option('--json', 'answer as JSON')
    .action(async (name: string, { key, alg, json = false }: Options) => {
      const { kid, alg: signsWith, jwk } = publicHalfOf(await readKeyFile(session.pathOf(key), alg));
      const desk = await session.desk();
      const publisher = await answered(
        desk.POST('/api/publishers', { body: { name, jwk: { ...jwk, alg: signsWith } } }),
      );
      session.show(publisher, { json }, () => [
        `${publisher.name} may sign packages with this key.`,
        `Key   ${kid}`,
        `Next  tidings package push FILE --name NAME --version VERSION --hardware ID --key ${key}`,
      ]);
    });
