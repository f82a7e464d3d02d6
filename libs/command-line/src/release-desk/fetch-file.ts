import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Refusal, refuse } from '../refusal.js';
import { isProblem, problemSentences } from './problem-sentences.js';
import { noAnswer } from './release-desk.js';

export interface FileToFetch {
  readonly from: URL;
  readonly token: string;
  /** What is there already is kept: only the rest travels. */
  readonly to: string;
  /** Of the whole, bytes. */
  readonly size: number;
  readonly onFetched: (bytes: number) => void;
}

/** Brings a file here, going on behind what an earlier try left. Errors: Refusal; what came before a cut stays. */
export async function fetchFile({ from, token, to, size, onFetched }: FileToFetch): Promise<void> {
  const there = await stat(to).then(
    (found) => found.size,
    () => 0,
  );
  if (there >= size && size > 0) return;
  // A redirect leads to the store: fetch does not repeat the token at another host.
  const headers = { authorization: `Bearer ${token}`, ...(there > 0 && { range: `bytes=${there}-` }) };
  const answer = await fetch(from, { headers }).catch((cause: unknown) => {
    throw noAnswer(from, cause);
  });
  if (!answer.ok || !answer.body) throw await refusalIn(answer);
  const isRest = answer.status === 206;
  let fetched = isRest ? there : 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      onFetched((fetched += chunk.length));
      done(null, chunk);
    },
  });
  const file = createWriteStream(to, { flags: isRest ? 'a' : 'w', mode: 0o600 });
  await pipeline(Readable.fromWeb(answer.body as ReadableStream), counted, file).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).path !== undefined) throw cause;
    throw refuse('The connection was cut: what came is kept. Type the same line again, and only the rest travels.');
  });
}

async function refusalIn(answer: Response): Promise<Refusal> {
  const problem: unknown = await answer.json().catch(() => undefined);
  return isProblem(problem)
    ? new Refusal(problemSentences(problem))
    : refuse(`The file was not given: the server answers ${answer.status}, and not in the words of Tidings.`);
}
