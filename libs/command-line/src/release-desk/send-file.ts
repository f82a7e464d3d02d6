import { createReadStream } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { Refusal, refuse } from '../refusal.js';
import { isProblem, problemSentences } from './problem-sentences.js';
import { noAnswer } from './release-desk.js';

export interface FileToSend {
  readonly to: URL;
  readonly token: string;
  readonly path: string;
  /** Bytes; what is behind them in the file stays there. */
  readonly size: number;
  readonly onSent: (bytes: number) => void;
}

/**
 * Streams a file as the body of a PUT: as fast as the other side reads, and never more than a chunk of it in memory. node:http
 * because fetch neither states the length of a stream nor says how far it is.
 * Errors: Refusal with the problem's sentences, also while bytes are under way; when the connection breaks; when the file shrinks.
 */
export function sendFile({ to, token, path, size, onSent }: FileToSend): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/octet-stream',
      'content-length': size,
    };
    const request = (to.protocol === 'https:' ? httpsRequest : httpRequest)(to, { method: 'PUT', headers });
    const bytes = createReadStream(path, { end: size - 1 });
    let sent = 0;
    bytes.on('data', (chunk) => onSent((sent += chunk.length)));
    bytes.once('error', (error) => request.destroy(error));
    bytes.once('end', () => {
      if (sent === size) request.end();
      else request.destroy(refuse(`${path} became shorter while it was sent: nothing was kept. Push it again.`));
    });
    request.once('response', (response) => {
      // A refusal may come before the last byte; the rest need not travel.
      bytes.destroy();
      answerOf(response).then(resolve, reject);
    });
    request.once('error', (error) => {
      bytes.destroy();
      const isOurs = error instanceof Refusal || (error as NodeJS.ErrnoException).path !== undefined;
      reject(isOurs ? error : noAnswer(to, error));
    });
    bytes.pipe(request, { end: false });
  });
}

async function answerOf(response: IncomingMessage): Promise<void> {
  const body = await text(response);
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return;
  let problem: unknown;
  try {
    problem = JSON.parse(body);
  } catch {
    // Not ours: told by its status.
  }
  if (isProblem(problem)) throw new Refusal(problemSentences(problem));
  throw refuse(
    `The bytes were not taken: the server answers ${status}, and not in the words of Tidings.`,
    'If there is a proxy in between, check how large a body it lets through.',
  );
}
