import type { Readable } from 'node:stream';
import { DataStore, type Locker, Server, Upload } from '@tus/server';
import type { DropUpload, LookAtUpload, ReceiveBytes, UploadLock, UploadLocks } from '@tidings/operations';
import { type Actor, DomainError, isoOf, type UploadId } from '@tidings/vocabulary';
import type { FastifyRequest } from 'fastify';

/** What tus needs of the house. */
export interface UploadVerbs {
  readonly look: LookAtUpload;
  readonly receive: ReceiveBytes;
  readonly drop: DropUpload;
  readonly locks: UploadLocks;
}

export interface TusAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * tus 1.0.0 (core, expiration, termination) for one request of one person, by @tus/server: it reads and answers the protocol, our verbs do
 * the work. There is no creation: an upload begins with a signed declaration, so nothing undeclared is ever taken in.
 * Errors: those of the verbs; what the protocol refuses, as 'offset-differs', 'tus-version-needed', 'body-too-large', 'bad-request'.
 */
export async function answerTus(
  verbs: UploadVerbs,
  actor: Actor,
  uploadId: UploadId,
  request: FastifyRequest,
): Promise<TusAnswer> {
  const one = new OneUpload(verbs, actor, request.raw);
  const server = new Server({ path: '/api/uploads', datastore: one, locker: one.locker, allowedOrigins: [] });
  const { status, headers } = await server.handleWeb(bodiless(request));
  // The library would make it a text; ours is a problem document.
  if (one.failure !== undefined) throw one.failure as Error;
  if (status >= 400) throw refusal(status, uploadId);
  return { status, headers: { ...ours(headers), ...one.told } };
}

/** One person's view of one upload, for the time of a request. */
class OneUpload extends DataStore {
  override extensions = ['expiration', 'termination'];
  failure: unknown;
  told: Record<string, string> = {};
  private lock: UploadLock | undefined;

  constructor(
    private readonly verbs: UploadVerbs,
    private readonly actor: Actor,
    private readonly bytes: Readable,
  ) {
    super();
  }

  readonly locker: Locker = {
    newLock: (id) => ({
      lock: () =>
        this.noting(async () => {
          this.lock = await this.verbs.locks.take(id as UploadId);
        }),
      unlock: () => this.noting(async () => this.lock?.release()),
    }),
  };

  override getUpload(id: string): Promise<Upload> {
    return this.noting(async () => {
      const seen = await this.verbs.look.run(this.actor, id as UploadId);
      this.told['upload-expires'] = new Date(isoOf(seen.expiresAt)).toUTCString();
      if (seen.mustReadAgain) this.told['tidings-reads-again'] = String(seen.offset);
      return new Upload({ id, size: seen.size, offset: seen.offset });
    });
  }

  /**
   * Not from the stream that the library hands over: it makes the request a web stream and that a Node stream again, which costs a quarter
   * second of processor a gigabyte. The request itself is read instead; the library counts by its headers.
   */
  override write(_stream: Readable, id: string): Promise<number> {
    return this.noting(() => this.verbs.receive.run(this.actor, id as UploadId, this.bytes, this.lock!.stop));
  }

  override remove(id: string): Promise<void> {
    return this.noting(() => this.verbs.drop.run(this.actor, id as UploadId));
  }

  private async noting<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      this.failure ??= cause;
      throw cause;
    }
  }
}

/** The request's method, address and headers; its bytes go another way. */
function bodiless(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string' && SPOKEN.has(name)) headers.set(name, value);
  return new Request(new URL(request.url.split('?', 1)[0]!, 'http://upload'), { method: request.method, headers });
}

/** What tus reads. */
const SPOKEN: ReadonlySet<string> = new Set([
  ...['tus-resumable', 'upload-offset', 'upload-length', 'upload-concat', 'upload-defer-length', 'upload-metadata'],
  ...['content-type', 'content-length'],
]);

/** Other origins have no business here: no header of theirs. */
const ours = (headers: Headers): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => !name.startsWith('access-control-')));

function refusal(status: number, id: UploadId): DomainError {
  if (status === 409) return new DomainError('offset-differs', { id });
  if (status === 412) return new DomainError('tus-version-needed');
  if (status === 413) return new DomainError('body-too-large');
  const because =
    'tus 1.0.0 wants Upload-Offset with a whole number and the content type application/offset+octet-stream';
  return new DomainError('bad-request', { because });
}
