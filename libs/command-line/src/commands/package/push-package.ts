import { basename } from 'node:path';
import { signDeclaration } from '@tidings/update-trust';
import type { Command } from 'commander';
import { digestFile } from '../../keys/digest-file.js';
import { readKeyFile } from '../../keys/read-key-file.js';
import { sizeText } from '../../printing/amounts.js';
import { facts } from '../../printing/facts.js';
import { Progress } from '../../printing/progress.js';
import { parseList } from '../../reading/parse-list.js';
import { answered, openReleaseDesk } from '../../release-desk/release-desk.js';
import { sendFile } from '../../release-desk/send-file.js';
import type { Session } from '../../session.js';
import type { Package } from './all-packages.js';

interface Options {
  readonly name: string;
  readonly version: string;
  readonly hardware: readonly string[];
  readonly key: string;
  readonly json?: boolean;
}

export const pushPackage = (to: Command, session: Session): Command =>
  to
    .command('push <file>')
    .description('sign a file and bring it in: its declaration, its bytes, done')
    .requiredOption('--name <name>', 'what people call the package')
    .requiredOption('--version <version>', 'as in 4.2.0')
    .requiredOption('--hardware <ids>', 'kinds of ECU hardware it is for, with commas between', parseList)
    .requiredOption('--key <file>', "the publisher's private JWK; it stays here")
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
  { name, version, hardware, key }: Options,
): Promise<{ readonly filed: Package; readonly isNew: boolean }> {
  const path = session.pathOf(file);
  const privateJwk = await readKeyFile(session.pathOf(key));
  const { address, token } = await session.way();
  const { size, sha256 } = await digestFile(path, session.io.err);
  const fileName = basename(path);
  const declaration = await signDeclaration(
    { fileName, size, sha256, name, version, hardwareIds: hardware },
    privateJwk,
  );
  const desk = openReleaseDesk(address, token);
  const begun = await answered(desk.POST('/api/uploads', { body: { declaration } }));
  if (begun.packageId !== undefined) {
    const path = { id: begun.packageId };
    return { filed: await answered(desk.GET('/api/packages/{id}', { params: { path } })), isNew: false };
  }
  const id = begun.uploadId!;
  const progress = new Progress(session.io.err, 'Sending', size);
  const to = new URL(`${address.href.replace(/\/$/, '')}/api/uploads/${id}/bytes`);
  try {
    await sendFile({ to, token, path, size, onSent: (bytes) => progress.at(bytes) });
  } finally {
    progress.end();
  }
  const filed = await answered(desk.POST('/api/uploads/{id}/finish', { params: { path: { id } } }));
  return { filed, isNew: true };
}
