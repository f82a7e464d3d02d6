import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Refusal, refuse } from '../refusal.js';
import type { Session } from '../session.js';
import { isProblem, problemSentences } from './problem-sentences.js';
import { noAnswer } from './release-desk.js';

/** An answer of NDJSON, line by line as it comes, however long it takes. Errors: Refusal. */
export async function* streamedLines<Line>(session: Session, path: string): AsyncGenerator<Line> {
  const { address, token } = await session.way();
  const to = new URL(`${address.href.replace(/\/$/, '')}${path}`);
  const answer = await fetch(to, { headers: { authorization: `Bearer ${token}` } }).catch((cause: unknown) => {
    throw noAnswer(address, cause);
  });
  if (!answer.ok || !answer.body) throw await refusalIn(answer);
  const lines = createInterface({ input: Readable.fromWeb(answer.body as ReadableStream) });
  try {
    for await (const line of lines) yield JSON.parse(line) as Line;
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw noAnswer(address, cause);
  }
}

async function refusalIn(answer: Response): Promise<Refusal> {
  const problem: unknown = await answer.json().catch(() => undefined);
  if (isProblem(problem)) return new Refusal(problemSentences(problem));
  return refuse(`This was not answered: the server says ${answer.status}, and not in the words of Tidings.`);
}
