import type { Command } from 'commander';
import { sizeText } from '../../printing/amounts.js';
import { facts } from '../../printing/facts.js';
import { answered, openReleaseDesk } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import type { Package } from './all-packages.js';
import { declaredFile, type DeclarationOptions, describedBy } from './declared-file.js';
import { sendPackage } from './send-package.js';

interface Options extends DeclarationOptions {
  readonly json?: boolean;
}

export const pushPackage = (to: Command, session: Session): Command =>
  describedBy(
    to.command('push <file>').description('bring a file in: its declaration, signed here or before, its bytes, done'),
  )
    .option('--key <file>', "the publisher's private key (JWK or PEM); it stays here")
    .option('--alg <name>', 'PS256 or RS256, for an RSA key in PEM')
    .option('--declaration <file>', 'what "package sign" wrote on another machine, instead of the above')
    .option('--signature <file>', 'a signature over what "package declaration" wrote')
    .option('--json', 'answer as JSON')
    .action(async (file: string, options: Options) => {
      const { filed, isNew } = await push(session, file, options);
      session.show(filed, options, () => [
        isNew
          ? `${filed.name} ${filed.version} is on file, signed by ${filed.publisher}.`
          : `${filed.name} ${filed.version} was on file already, with exactly this content. Nothing was sent.`,
        ...facts([
          ['Id', filed.id],
          ['File', `${filed.fileName}, ${sizeText(filed.size)}`],
          ['SHA-256', filed.sha256],
          ['Next', `tidings release create --name NAME --version VERSION --package ${filed.id}`],
        ]),
      ]);
    });

/** Signed first, so that a key that cannot sign costs no upload; nothing is kept on the other side until the last verb. */
async function push(
  session: Session,
  file: string,
  options: DeclarationOptions,
): Promise<{ readonly filed: Package; readonly isNew: boolean }> {
  const declared = await declaredFile(session, file, options);
  const { address, token } = await session.way();
  const desk = openReleaseDesk(address, token);
  const { packageId: id, isNew } = await sendPackage(session, desk, declared);
  return { filed: await answered(desk.GET('/api/packages/{id}', { params: { path: { id } } })), isNew };
}
