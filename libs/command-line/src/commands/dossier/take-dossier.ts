import { createWriteStream } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { Refusal, refuse } from '../../refusal.js';
import { isProblem, problemSentences } from '../../release-desk/problem-sentences.js';
import { noAnswer } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { rolloutIdNamed } from '../rollout/all-rollouts.js';

export const takeDossier = (to: Command, session: Session): Command =>
  to
    .command('dossier <rollout>')
    .description('the UN R156 record of a rollout, in one file that is verified offline')
    .option('--out <file>', 'a new file to write it to (default: the screen)')
    .action(async (text: string, { out }: { readonly out?: string }) => {
      const id = await rolloutIdNamed(await session.desk(), text);
      const bytes = await bytesOf(session, id);
      if (out === undefined) {
        await pipeline(bytes, onScreen(session));
        return;
      }
      await pipeline(bytes, createWriteStream(session.pathOf(out), { flags: 'wx', mode: 0o600 }));
      session.say(`The dossier is in ${out}.`, `Next  tidings verify dossier ${out}`);
    });

/** Streamed: a dossier has a line for every car. Errors: Refusal. */
async function bytesOf(session: Session, id: string): Promise<Readable> {
  const { address, token } = await session.way();
  const answer = await fetch(new URL(`/api/rollouts/${id}/dossier`, address), {
    headers: { authorization: `Bearer ${token}` },
  }).catch((cause: unknown) => {
    throw noAnswer(address, cause);
  });
  if (answer.ok && answer.body) return Readable.fromWeb(answer.body as ReadableStream);
  const problem: unknown = await answer.json().catch(() => undefined);
  if (isProblem(problem)) throw new Refusal(problemSentences(problem));
  throw refuse(`The dossier was not given: the server answers ${answer.status}, and not in the words of Tidings.`);
}

const onScreen = ({ io }: Session): Writable =>
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      io.out.write(chunk.toString('utf8'));
      done();
    },
  });
