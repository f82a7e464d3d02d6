import type { Command } from 'commander';
import { publicHalfOf } from '../../keys/public-half.js';
import { readKeyFile } from '../../keys/read-key-file.js';
import { parseList } from '../../reading/parse-list.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

interface Options {
  readonly key: string;
  readonly alg?: string;
  readonly keyName?: string;
  readonly owner?: string;
  readonly hardware?: readonly string[];
  readonly from?: string;
  readonly until?: string;
  readonly json?: boolean;
}

export const addPublisher = (to: Command, session: Session): Command =>
  to
    .command('add <name>')
    .description('register the public half of a key; of a private one, only its public half is sent')
    .requiredOption('--key <file>', 'Ed25519, P-256 or RSA, as JWK or PEM')
    .option('--alg <name>', 'PS256 or RS256, for an RSA key in PEM')
    .option('--key-name <name>', 'what people call this key (default: as the publisher)')
    .option('--owner <name>', 'who answers for it: a person or a team (default: you)')
    .option('--hardware <ids>', 'the only hardware it may sign for, with commas between (default: any)', parseList)
    .option('--from <instant>', 'good from then on, as in 2027-01-01T00:00:00Z')
    .option('--until <instant>', 'good until then; what came in before stays good')
    .option('--json', 'answer as JSON')
    .action(async (name: string, { key, alg, json = false, ...said }: Options) => {
      const { kid, alg: signsWith, jwk } = publicHalfOf(await readKeyFile(session.pathOf(key), alg));
      const desk = await session.desk();
      const publisher = await answered(
        desk.POST('/api/publishers', { body: { name, jwk: { ...jwk, alg: signsWith }, ...termsOf(said) } }),
      );
      session.show(publisher, { json }, () => [
        `${publisher.name} may sign packages with this key.`,
        `Key   ${kid}`,
        `Next  tidings package push FILE --name NAME --version VERSION --hardware ID --key ${key}`,
      ]);
    });

const termsOf = ({ keyName, owner, hardware, from, until }: Omit<Options, 'key'>) => ({
  ...(keyName !== undefined && { keyName }),
  ...(owner !== undefined && { owner }),
  ...(hardware !== undefined && { hardwareIds: [...hardware] }),
  ...(from !== undefined && { notBefore: from }),
  ...(until !== undefined && { notAfter: until }),
});
