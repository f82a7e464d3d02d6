import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Argument, type Command } from 'commander';
import { Refusal, refuse } from '../../refusal.js';
import { isProblem, problemSentences } from '../../release-desk/problem-sentences.js';
import { noAnswer } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { releaseIdNamed } from './all-releases.js';

export const attachDocument = (to: Command, session: Session): Command =>
  to
    .command('attach <release>')
    .description('attach a bill of materials (CycloneDX JSON) or a provenance (in-toto JSON) to a draft')
    .addArgument(new Argument('<kind>', 'what it is').choices(['sbom', 'provenance']))
    .argument('<file>', 'the document')
    .action(async (text: string, kind: string, file: string) => {
      const id = await releaseIdNamed(await session.desk(), text);
      const name = basename(file);
      await send(session, `/api/releases/${id}/documents/${kind}/${encodeURIComponent(name)}`, session.pathOf(file));
      session.say(`${name} is attached: its digest is part of what is approved.`);
    });

/** Errors: Refusal. */
async function send(session: Session, to: string, path: string): Promise<void> {
  const { address, token } = await session.way();
  const body = await readFile(path).catch(() => {
    throw refuse(`${path} cannot be read.`);
  });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' };
  const answer = await fetch(new URL(to, address), { method: 'PUT', headers, body }).catch((cause: unknown) => {
    throw noAnswer(address, cause);
  });
  if (answer.ok) return;
  const problem: unknown = await answer.json().catch(() => undefined);
  if (isProblem(problem)) throw new Refusal(problemSentences(problem));
  throw refuse(`The document was not taken: the server answers ${answer.status}.`);
}
