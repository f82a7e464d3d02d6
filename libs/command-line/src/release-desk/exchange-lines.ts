import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Refusal, refuse } from '../refusal.js';
import { isProblem, problemSentences } from './problem-sentences.js';
import { noAnswer } from './release-desk.js';

export interface LinesToSend {
  readonly to: URL;
  readonly token: string;
  readonly type: 'text/csv' | 'application/x-ndjson';
  readonly bytes: Readable;
}

/**
 * Streams a body of any length as a POST and gives the lines of the answer as they come, before the body has ended too: fetch does
 * not promise that. Errors: Refusal with the problem's sentences, or when the connection breaks.
 */
export async function* exchangeLines({ to, token, type, bytes }: LinesToSend): AsyncGenerator<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': type };
  const request = (to.protocol === 'https:' ? httpsRequest : httpRequest)(to, { method: 'POST', headers });
  let ours: unknown;
  const sent = pipeline(bytes, request).catch((error: unknown) => {
    // The source's own: a file that cannot be read, a line that is no vehicle.
    if (bytes.errored === error) ours = error;
  });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', (error) => setImmediate(() => reject(ours instanceof Error ? ours : noAnswer(to, error))));
  });
  if (response.statusCode !== 200) {
    bytes.destroy();
    throw await refusalOf(response);
  }
  try {
    for await (const line of createInterface({ input: response, crlfDelay: Infinity })) if (line !== '') yield line;
  } catch (error) {
    throw ours instanceof Error ? ours : noAnswer(to, error);
  }
  await sent;
  if (ours instanceof Error) throw ours;
}

async function refusalOf(response: IncomingMessage): Promise<Refusal> {
  const body = await text(response);
  try {
    const problem: unknown = JSON.parse(body);
    if (isProblem(problem)) return new Refusal(problemSentences(problem));
  } catch {
    // Not ours: told by its status.
  }
  return refuse(`The server answers ${response.statusCode ?? 0}, and not in the words of Tidings.`);
}
