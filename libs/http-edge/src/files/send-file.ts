import { Readable } from 'node:stream';
import { dateOf } from '@tidings/vocabulary';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AskedBytes, askedBytes, type ByteSpan } from './byte-range.js';
import { Multipart, MULTIPART } from './multipart.js';
import { type FileIdentity, isHeld, isMatch, isSameForRange } from './preconditions.js';

/** A file on its way out, and the three ways in which it may leave. Each may refuse. */
export interface SentFile extends FileIdentity {
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  read(span: ByteSpan): Promise<Readable>;
  /** Where the asker gets the bytes instead of from us; undefined: from us. Whoever was sent there counts as having them. */
  link(): Promise<string | undefined>;
  /** The asker says it has them already. */
  held(): Promise<void>;
  /** The bytes stopped in the middle, on our side or on the asker's. */
  cut(cause: Error): void;
}

/**
 * Answers GET and HEAD for a file: 200, 206, 302, 304, 412, 416 (RFC 9110, 13 and 14). Never 200 for a part that was asked for.
 * Errors before the first byte are thrown; later ones cut the connection, so that a part is never taken for the whole.
 */
export async function sendFile(request: FastifyRequest, reply: FastifyReply, file: SentFile): Promise<FastifyReply> {
  const { headers, method } = request;
  const { size } = file;
  if (!isMatch(headers['if-match'], file)) return described(reply, file).code(412).send();
  if (isHeld(headers, file)) {
    if (method === 'GET') await file.held();
    return described(reply, file).removeHeader('content-type').code(304).send();
  }
  const isPartWanted = method === 'GET' && isSameForRange(headerText(headers['if-range']), file);
  const asked = askedBytes(isPartWanted ? headers.range : undefined, size);
  if (asked.kind === 'not-there') {
    return described(reply, file).code(416).header('content-range', `bytes */${size}`).send();
  }
  const link = method === 'GET' && mayLeaveElsewhere(request, asked) ? await file.link() : undefined;
  if (link !== undefined) return reply.code(302).header('location', link).header('cache-control', 'no-store').send();
  described(reply, file);
  const open = asked.kind === 'parts' ? describeParts(reply, asked.parts, size) : describeSpan(reply, asked, size);
  // A stream, because Fastify writes content-length: 0 where there is nothing (its own HEAD routes, 5.x).
  if (method === 'HEAD') return reply.send(Readable.from([]));
  const bytes = await open((span) => file.read(span));
  bytes.once('error', (cause) => reply.raw.headersSent && file.cut(cause));
  return reply.send(bytes);
}

/**
 * A store has other tags than ours for the same bytes, ignores If-Range (Ceph 16) and gives one range at a time: whoever
 * compares tags or wants several parts is answered by us.
 */
function mayLeaveElsewhere({ headers }: FastifyRequest, asked: AskedBytes): boolean {
  const comparing = ['if-match', 'if-none-match', 'if-range', 'if-modified-since', 'if-unmodified-since'];
  return asked.kind !== 'parts' && comparing.every((name) => headers[name] === undefined);
}

const described = (reply: FastifyReply, { fileName, entityTag, filedAt }: SentFile): FastifyReply =>
  reply
    .header('accept-ranges', 'bytes')
    .header('content-disposition', disposition(fileName))
    .header('content-type', 'application/octet-stream')
    .header('etag', `"${entityTag}"`)
    .header('last-modified', dateOf(filedAt).toUTCString());

type Open = (read: SentFile['read']) => Promise<Readable>;

function describeSpan(reply: FastifyReply, asked: AskedBytes & { kind: 'whole' | 'part' }, size: number): Open {
  const { start, end } = asked.kind === 'part' ? asked : { start: 0, end: size - 1 };
  reply.header('content-length', end - start + 1);
  if (asked.kind === 'part') reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
  return (read) => read({ start, end });
}

function describeParts(reply: FastifyReply, parts: readonly ByteSpan[], size: number): Open {
  const multipart = new Multipart(parts, size);
  reply.code(206).header('content-length', multipart.length).header('content-type', MULTIPART);
  return (read) => multipart.open(read);
}

/** As hawkBit writes it; a name that is no plain token in the form of RFC 6266, 4.3. */
export const disposition = (fileName: string): string =>
  /^[\w.+-]+$/.test(fileName)
    ? `attachment;filename=${fileName}`
    : `attachment;filename*=UTF-8''${encodeURIComponent(fileName)}`;

const headerText = (header: string | readonly string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : undefined;
