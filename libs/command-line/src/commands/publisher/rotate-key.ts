import type { Command } from 'commander';
import { instantText } from '../../printing/amounts.js';
import { publicHalfOf } from '../../keys/public-half.js';
import { readKeyFile } from '../../keys/read-key-file.js';
import { parseCount } from '../../reading/parse-count.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { keyNamed } from './all-publishers.js';

interface Options {
  readonly key: string;
  readonly alg?: string;
  readonly keyName?: string;
  readonly overlap?: number;
}

export const rotateKey = (to: Command, session: Session): Command =>
  to
    .command('rotate <key>')
    .description('let another key follow, for the same hardware; what the old one signed before stays good')
    .requiredOption('--key <file>', 'the key that follows: Ed25519, P-256 or RSA, as JWK or PEM')
    .option('--alg <name>', 'PS256 or RS256, for an RSA key in PEM')
    .option('--key-name <name>', 'what people call it (default: as the old one)')
    .option('--overlap <days>', 'days in which both are good (default: 14)', parseCount)
    .action(async (text: string, { key, alg, keyName, overlap = 14 }: Options) => {
      const next = publicHalfOf(await readKeyFile(session.pathOf(key), alg));
      const desk = await session.desk();
      const { id, kid } = await keyNamed(desk, text);
      const body = {
        ...{ kid, jwk: { ...next.jwk, alg: next.alg }, overlapDays: overlap },
        ...(keyName !== undefined && { keyName }),
      };
      const { name, keys } = await answered(
        desk.POST('/api/publishers/{id}/rotate-key', { params: { path: { id } }, body }),
      );
      const end = keys.find((each) => each.kid === kid)?.notAfter;
      session.say(
        `${name} signs with the key ${next.kid} from now on.`,
        `The old key ${kid} is good until ${end === undefined ? 'now' : instantText(end)}; what it signed before stays good.`,
      );
    });
