import { writeFile } from 'node:fs/promises';
import { signingInput } from '@tidings/update-trust';
import type { Command } from 'commander';
import { publicHalfOf } from '../../keys/public-half.js';
import { readKeyFile } from '../../keys/read-key-file.js';
import type { Session } from '../../session.js';
import { declarationOf, type DeclarationOptions, describedBy } from './declared-file.js';

interface Options extends DeclarationOptions {
  readonly publicKey: string;
  readonly out: string;
}

export const declarePackage = (to: Command, session: Session): Command =>
  describedBy(
    to
      .command('declaration <file>')
      .description('write the bytes that an HSM or openssl signs for a file; no network, no private key'),
  )
    .requiredOption('--public-key <file>', 'the public half of the key that will sign (JWK or PEM)')
    .option('--alg <name>', 'PS256 or RS256, for an RSA key in PEM')
    .requiredOption('--out <file>', 'a new file for the bytes to sign')
    .action(async (file: string, { publicKey, alg, out, ...options }: Options) => {
      const key = publicHalfOf(await readKeyFile(session.pathOf(publicKey), alg));
      const { said } = await declarationOf(session.pathOf(file), session, options);
      // Signed to the last byte: no line break behind it.
      await writeFile(session.pathOf(out), signingInput(said, key), { flag: 'wx' });
      session.say(
        `The bytes to sign are in ${out}, for the key ${key.kid} (${key.alg}).`,
        `Sign  ${HOW_TO_SIGN[key.alg]} ${out}`,
        `Next  tidings package push ${file} --declaration ${out} --signature signature.bin`,
      );
    });

/** With openssl 3; an HSM does the same by its own words. */
const HOW_TO_SIGN = {
  EdDSA: 'openssl pkeyutl -sign -rawin -inkey KEY.pem -out signature.bin -in',
  ES256: 'openssl dgst -sha256 -sign KEY.pem -out signature.bin',
  RS256: 'openssl dgst -sha256 -sign KEY.pem -out signature.bin',
  PS256:
    'openssl dgst -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest -sign KEY.pem -out signature.bin',
} as const;
