import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';

/** What happens to the answer's bytes of the connections that carry a request the rule is for. */
export type Interference =
  { readonly kind: 'cut'; readonly afterBytes: number } | { readonly kind: 'hold'; readonly afterBytes: number };

/**
 * Stands between vehicle and server as TCP and makes "half downloaded" a moment that can be had again: counts the bytes
 * of an answer from the request on that the rule names, and at the given count closes both sides or stops passing bytes.
 */
export class CuttingProxy {
  /** The head of every request that went through, as text, in order. */
  readonly requests: string[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly held: (() => void)[] = [];
  private rule: { readonly requestLine: string; readonly does: Interference } | undefined;
  private reached: (() => void)[] = [];

  private constructor(
    private readonly server: Server,
    private readonly serverPort: number,
  ) {}

  static async start(serverPort: number): Promise<CuttingProxy> {
    const server = createServer({ pauseOnConnect: false });
    const proxy = new CuttingProxy(server, serverPort);
    server.on('connection', (vehicle: Socket) => proxy.join(vehicle));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /**
   * Interferes once, with the next answer to a request whose line begins so ('GET /DEFAULT/...'), then is transparent
   * again. Resolves when the count is reached.
   */
  interfere(requestLine: string, does: Interference): Promise<void> {
    this.rule = { requestLine, does };
    return new Promise((resolve) => this.reached.push(resolve));
  }

  /** Lets what is held go on. */
  release(): void {
    for (const goOn of this.held.splice(0)) goOn();
  }

  /** Drops every connection that is open now; new ones are accepted. */
  cutAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.cutAll();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(vehicle: Socket): void {
    const server = connect(this.serverPort, '127.0.0.1');
    let applied: Interference | undefined;
    let answered = 0;
    for (const [socket, other] of [
      [vehicle, server],
      [server, vehicle],
    ] as const) {
      this.sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.end();
      });
    }
    vehicle.on('data', (bytes: Buffer) => {
      const text = bytes.toString('latin1');
      if (/^[A-Z]+ \/\S* HTTP/.test(text)) this.requests.push(text.split('\r\n\r\n', 1)[0]!);
      if (this.rule !== undefined && text.startsWith(this.rule.requestLine)) {
        applied = this.rule.does;
        answered = 0;
        this.rule = undefined;
      }
      server.write(bytes);
    });
    server.on('data', (bytes: Buffer) => {
      const passes = applied === undefined ? bytes.length : Math.max(0, applied.afterBytes - answered);
      answered += bytes.length;
      vehicle.write(bytes.subarray(0, passes));
      if (applied === undefined || passes >= bytes.length) return;
      const { kind } = applied;
      applied = undefined;
      if (kind === 'cut') {
        server.destroy();
        vehicle.end();
      } else {
        server.pause();
        this.held.push(() => {
          vehicle.write(bytes.subarray(passes));
          server.resume();
        });
      }
      for (const tell of this.reached.splice(0)) tell();
    });
  }
}
