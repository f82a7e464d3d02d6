import { createHash, randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const PIECE = randomFillSync(Buffer.allocUnsafe(1 << 20));

/** The same bytes each time, as many as wanted: a mebibyte of chance, over and over. */
function* pieces(size: number): Generator<Buffer> {
  for (let left = size; left > 0; left -= PIECE.length) yield PIECE.subarray(0, Math.min(left, PIECE.length));
}

/** SHA-256 in hex. */
export function digestOf(size: number): string {
  const hash = createHash('sha256');
  for (const piece of pieces(size)) hash.update(piece);
  return hash.digest('hex');
}

/** Sends so many bytes as the body of a request. Errors: an Error with the answer when it is not 204. */
export async function sendBytes(url: string, method: string, headers: object, size: number): Promise<void> {
  const sending = request(url, { method, headers: { ...headers, 'content-length': size } });
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
  await pipeline(Readable.from(pieces(size), { objectMode: false, highWaterMark: PIECE.length }), sending);
  const [answer] = await answered;
  const said: string[] = [];
  answer.setEncoding('utf8');
  for await (const text of answer) said.push(text as string);
  if (answer.statusCode !== 204) throw new Error(`${method} ${url}: ${answer.statusCode} ${said.join('')}`);
}

/** Reads a whole answer away. Returns its length. */
export async function readAway(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const asking = request(url, { headers });
  asking.end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  if (answer.statusCode !== 200) throw new Error(`GET ${url}: ${answer.statusCode}`);
  let length = 0;
  answer.on('data', (chunk: Buffer) => (length += chunk.length));
  await once(answer, 'end');
  return length;
}
