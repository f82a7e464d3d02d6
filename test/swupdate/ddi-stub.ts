import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { SignedPackage } from './signed-package.js';

/** What the stub tells the vehicle at its next contact. */
export type StubOffer =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'deployment'; readonly id: number; readonly package: SignedPackage; readonly update?: string }
  | { readonly kind: 'cancel'; readonly id: number };

/** One exchange as it was on the wire; bytes of a package are counted, not kept. */
export interface Exchange {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly requestHeaders: readonly string[];
  readonly requestBody: string;
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string;
}

export interface StubAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/** The least server that a real vehicle can update itself from; it exists to prove the vehicle, not the protocol. */
export class DdiStub {
  offer: StubOffer = { kind: 'nothing' };
  asksForAttributes = true;
  sleep = '00:00:01';
  /** Answers instead of the stub where it returns something; 'hang' never answers, 'close' drops the connection. */
  instead: (method: string, path: string) => StubAnswer | 'hang' | 'close' | undefined = () => undefined;
  readonly exchanges: Exchange[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<DdiStub> {
    const server = createServer();
    const stub = new DdiStub(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      stub.take(request, response).catch(() => response.destroy()); // The vehicle went away in the middle of a request.
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Every report of one kind, in order. The details of a report may hold raw line ends, which JSON forbids. */
  reports(pathEnding: string): readonly VehicleReport[] {
    return this.exchanges
      .filter(({ method, path }) => method === 'POST' && path.endsWith(pathEnding))
      .map(({ requestBody }) => JSON.parse(requestBody.replace(/[\r\n\t]/g, ' ')) as VehicleReport);
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const method = request.method ?? '';
    const path = request.url ?? '';
    const answer = this.instead(method, path) ?? this.answer(method, path, request.headers);
    const status = typeof answer === 'string' ? 0 : answer.status;
    const body = typeof answer === 'string' ? '' : (answer.body ?? '');
    const headers = typeof answer === 'string' ? {} : { 'content-type': 'application/json', ...answer.headers };
    this.exchanges.push({
      at: Date.now(),
      method,
      path,
      requestHeaders: request.rawHeaders,
      requestBody: Buffer.concat(parts).toString(),
      status,
      responseHeaders: headers,
      responseBody: typeof body === 'string' ? body : `${body.length} bytes`,
    });
    if (answer === 'hang') return;
    if (answer === 'close') {
      request.socket.destroy();
      return;
    }
    response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
    response.end(method === 'HEAD' ? undefined : body);
  }

  private answer(method: string, path: string, headers: IncomingMessage['headers']): StubAnswer {
    const [, tenant, , , vehicle, kind] = path.split('/');
    const base = `http://${headers.host ?? ''}/${tenant ?? ''}/controller/v1/${vehicle ?? ''}`;
    if (method === 'PUT') this.asksForAttributes = false;
    if (method === 'POST' || method === 'PUT') return { status: 200 };
    if (kind === undefined) return json(this.poll(base));
    if (kind.startsWith('cancelAction') && this.offer.kind === 'cancel') {
      return json({ id: `${this.offer.id}`, cancelAction: { stopId: `${this.offer.id}` } });
    }
    if (this.offer.kind !== 'deployment') return { status: 404 };
    if (kind.startsWith('deploymentBase')) return json(deploymentOf(this.offer, base));
    return artifactOf(this.offer.package, headers.range);
  }

  private poll(base: string): unknown {
    const href = (tail: string): unknown => ({ href: `${base}/${tail}` });
    const links = {
      ...(this.offer.kind === 'deployment' ? { deploymentBase: href(`deploymentBase/${this.offer.id}`) } : {}),
      ...(this.offer.kind === 'cancel' ? { cancelAction: href(`cancelAction/${this.offer.id}`) } : {}),
      ...(this.asksForAttributes ? { configData: href('configData') } : {}),
    };
    return { config: { polling: { sleep: this.sleep } }, _links: links };
  }
}

export interface VehicleReport {
  readonly status: {
    readonly execution: string;
    readonly result: { readonly finished: string };
    readonly details: readonly string[];
  };
}

function json(body: unknown): StubAnswer {
  return { status: 200, body: JSON.stringify(body) };
}

function deploymentOf(offer: StubOffer & { kind: 'deployment' }, base: string): unknown {
  const { fileName, version, content, sha1, sha256, md5 } = offer.package;
  const download = { href: `${base}/softwaremodules/1/artifacts/${fileName}` };
  const artifact = { filename: fileName, size: content.length, hashes: { sha1, sha256, md5 }, _links: { download } };
  const chunk = { part: 'os', version, name: 'head unit', artifacts: [artifact] };
  return { id: `${offer.id}`, deployment: { download: 'forced', update: offer.update ?? 'forced', chunks: [chunk] } };
}

function artifactOf({ content, sha1 }: SignedPackage, range: string | undefined): StubAnswer {
  const headers = { 'content-type': 'application/octet-stream', 'accept-ranges': 'bytes', etag: `"${sha1}"` };
  const from = range === undefined ? undefined : Number(/^bytes=(\d+)-$/.exec(range)?.[1]);
  if (from === undefined) return { status: 200, headers, body: content };
  const contentRange = `bytes ${from}-${content.length - 1}/${content.length}`;
  return { status: 206, headers: { ...headers, 'content-range': contentRange }, body: content.subarray(from) };
}
