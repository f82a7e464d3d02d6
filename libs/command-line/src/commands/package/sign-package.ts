import { basename } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { claimedDeclaration } from '@tidings/update-trust';
import type { Command } from 'commander';
import { facts } from '../../printing/facts.js';
import type { Session } from '../../session.js';
import { declaredFile, type DeclarationOptions, describedBy } from './declared-file.js';

interface Options extends DeclarationOptions {
  readonly out?: string;
}

export const signPackage = (to: Command, session: Session): Command =>
  describedBy(
    to.command('sign <file>').description('sign a file here, without any network, for "package push --declaration"'),
  )
    .option('--key <file>', "the publisher's private key (JWK or PEM); it stays here")
    .option('--alg <name>', 'PS256 or RS256, for an RSA key in PEM')
    .option('--declaration <file>', 'what "package declaration" wrote, with --signature')
    .option('--signature <file>', 'a signature over it, made by an HSM or by openssl')
    .option('--out <file>', 'where the declaration goes (default: FILE.jws)')
    .action(async (file: string, { out = `${file}.jws`, ...options }: Options) => {
      const { sha256, declaration } = await declaredFile(session, file, options);
      await writeFile(session.pathOf(out), `${declaration}\n`, { flag: 'wx' });
      session.say(
        `The signed declaration of ${basename(file)} is in ${out}. It holds nothing secret.`,
        ...facts([
          ['SHA-256', sha256],
          ['Key', claimedDeclaration(declaration).kid],
          ['Next', `tidings package push ${file} --declaration ${out}`],
        ]),
      );
    });
