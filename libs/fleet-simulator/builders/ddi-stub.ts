import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { json } from 'node:stream/consumers';

/** One request as the stub saw it. */
export interface Seen {
  readonly line: string;
  readonly authorization: string | undefined;
  readonly range: string | undefined;
  readonly body: StubBody | undefined;
}

interface StubBody {
  readonly status?: {
    readonly execution: string;
    readonly code?: number;
    readonly result: { readonly finished: string };
  };
  readonly data?: Readonly<Record<string, string>>;
}

/** What the server shows every car, changed by a test as it goes. */
export interface Shown {
  deployment?: number;
  cancel?: number;
  wantsAttributes?: boolean;
  sleep: string;
  version: string;
}

export type Fault = (seen: Seen, response: ServerResponse) => boolean;

/** The little of DDI that a car needs, answered from memory. Speaks for no server: the wire is what the cars are tested on. */
export class DdiStub {
  readonly seen: Seen[] = [];
  readonly shown: Shown = { sleep: '00:00:30', version: '4.2' };
  readonly package = Buffer.alloc(300_000, 'tidings');
  sha1 = createHash('sha1').update(this.package).digest('hex');
  /** Answers in the stub's place when it returns true. */
  fault: Fault = () => false;
  mostSockets = 0;
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Again on the same port after close(). */
  async listen(): Promise<this> {
    const server = createServer((request, response) => void this.answer(request, response));
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      this.mostSockets = Math.max(this.mostSockets, this.sockets.size);
      socket.once('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.server = server;
    this.port = (server.address() as AddressInfo).port;
    return this;
  }

  /** As a killed process: every connection is lost at once. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server?.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** '{door}/{wire number} {execution}/{finished}' of every report that reached the stub. */
  get reports(): readonly string[] {
    return this.seen.flatMap(({ line, body }) => {
      const door = /^POST .*\/((?:deploymentBase|cancelAction)\/\d+)\/feedback$/.exec(line)?.[1];
      return door && body?.status ? [`${door} ${body.status.execution}/${body.status.result.finished}`] : [];
    });
  }

  lines(pattern: RegExp): readonly Seen[] {
    return this.seen.filter(({ line }) => pattern.test(line));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const body = method === 'POST' || method === 'PUT' ? ((await json(request)) as StubBody) : undefined;
    const seen = { line: `${method} ${url}`, authorization: headers.authorization, range: headers.range, body };
    this.seen.push(seen);
    if (this.fault(seen, response)) return;
    if (url.includes('/artifacts/')) {
      this.sendPackage(seen, response);
      return;
    }
    const answer = this.answerTo(seen.line);
    if (answer === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'application/hal+json' }).end(answer && JSON.stringify(answer));
  }

  private answerTo(line: string): object | '' | undefined {
    if (line.startsWith('POST') || line.startsWith('PUT')) return '';
    const [, car, door, number] = /\/v1\/([^/?]+)(?:\/(\w+)\/(\d+))?/.exec(line) ?? [];
    if (door === 'deploymentBase' && Number(number) === this.shown.deployment) return this.deployment(car!);
    if (door === 'cancelAction' && Number(number) === this.shown.cancel)
      return { id: number, cancelAction: { stopId: number } };
    return door === undefined ? this.poll(car!) : undefined;
  }

  private poll(car: string): object {
    const { deployment, cancel, wantsAttributes, sleep } = this.shown;
    const base = `${this.url}/DEFAULT/controller/v1/${car}`;
    const links = {
      ...(deployment !== undefined && { deploymentBase: { href: `${base}/deploymentBase/${deployment}?c=-12` } }),
      ...(cancel !== undefined && { cancelAction: { href: `${base}/cancelAction/${cancel}` } }),
      ...(wantsAttributes && { configData: { href: `${base}/configData` } }),
    };
    return {
      config: { polling: { sleep, unknown: 1 } },
      news: ['unknown'],
      ...(Object.keys(links).length > 0 && { _links: links }),
    };
  }

  private deployment(car: string): object {
    const href = `${this.url}/DEFAULT/controller/v1/${car}/softwaremodules/1/artifacts/a.swu`;
    const artifact = { filename: 'a.swu', size: this.package.length, hashes: { sha1: this.sha1, sha512: 'unknown' } };
    const artifacts = [{ ...artifact, _links: { 'download-http': { href } } }];
    const chunks = [{ part: 'os', version: this.shown.version, name: 'base', artifacts, unknown: {} }];
    return { id: '1', deployment: { download: 'forced', update: 'forced', chunks }, unknown: null };
  }

  private sendPackage({ line, range }: Seen, response: ServerResponse): void {
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const rest = this.package.subarray(from);
    const span = { 'content-range': `bytes ${from}-${this.package.length - 1}/${this.package.length}` };
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': rest.length, ...(from > 0 && span) });
    response.end(line.startsWith('HEAD') ? undefined : rest);
  }
}
