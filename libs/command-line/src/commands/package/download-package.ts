import { access, link, rm } from 'node:fs/promises';
import type { Command } from 'commander';
import { digestFile } from '../../keys/digest-file.js';
import { sizeText } from '../../printing/amounts.js';
import { Progress } from '../../printing/progress.js';
import { refuse } from '../../refusal.js';
import { fetchFile } from '../../release-desk/fetch-file.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { packageIdNamed } from './all-packages.js';

export const downloadPackage = (to: Command, session: Session): Command =>
  to
    .command('download <package>')
    .description('the file of a package, checked against its digest; goes on where it was cut')
    .option('--out <file>', 'a new file to write it to (default: its own name, here)')
    .action(async (text: string, { out }: { readonly out?: string }) => {
      const desk = await session.desk();
      const id = await packageIdNamed(desk, text);
      const { fileName, size, sha256 } = await answered(desk.GET('/api/packages/{id}', { params: { path: { id } } }));
      const name = out ?? fileName;
      const path = session.pathOf(name);
      if (await exists(path)) throw refuse(`${name} is there already: name another file with --out.`);
      // The digest in its name: a rest is never put behind the beginning of another file.
      const part = `${path}.${sha256.slice(0, 16)}.part`;
      await fetched(session, { id, part, size });
      const read = await digestFile(part, session.io.err);
      if (read.sha256 !== sha256) {
        await rm(part);
        throw refuse(`What came is not the filed file (SHA-256 ${read.sha256}): nothing was kept. Download it again.`);
      }
      // Fails when somebody made a file of that name meanwhile; a rename would take its place.
      await link(part, path);
      await rm(part);
      session.say(`${name} is here, ${sizeText(size)}, with the SHA-256 that its publisher signed: ${sha256}`);
    });

async function fetched(
  session: Session,
  { id, part, size }: { readonly id: string; readonly part: string; readonly size: number },
): Promise<void> {
  const { address, token } = await session.way();
  const from = new URL(`${address.href.replace(/\/$/, '')}/api/packages/${id}/artifact`);
  const progress = new Progress(session.io.err, 'Receiving', size);
  try {
    await fetchFile({ from, token, to: part, size, onFetched: (bytes) => progress.at(bytes) });
  } finally {
    progress.end();
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
