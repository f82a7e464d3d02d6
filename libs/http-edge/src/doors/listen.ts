import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError, type Duration } from '@tidings/vocabulary';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface Listening {
  /** The port in use: the one asked for, or one the system chose for 0. */
  readonly port: number;
  readonly url: string;
  /** Takes no new request, lets those under way end, and cuts what has not ended after `patience`. */
  readonly close: (patience: Duration) => Promise<void>;
}

/** A door as a plain handler: several doors share one server when the caller chooses among them by path. */
export const handlerOf = (door: NestFastifyApplication): Handler => {
  const fastify = door.getHttpAdapter().getInstance();
  return (request, response) => fastify.routing(request, response);
};

/** Opens a server. Closing it does not close the door behind it. Errors: 'port-in-use' { port }, 'port-closed' { host, port, reason }. */
export async function listen(
  handler: Handler,
  at: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = createServer(TIMES, handler);
  await opened(server, at);
  const { port } = server.address() as AddressInfo;
  const host = at.host.includes(':') ? `[${at.host}]` : at.host;
  return { port, url: `http://${host}:${port}`, close: (patience) => closed(server, patience) };
}

/** An upload may take an hour, its head may not; 72 s outlive the 60 s after which common proxies drop an idle connection. */
const TIMES = { requestTimeout: 0, headersTimeout: 20_000, keepAliveTimeout: 72_000 };

const opened = (server: Server, { host, port }: { readonly host: string; readonly port: number }): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EADDRINUSE') reject(new DomainError('port-in-use', { port }, { cause }));
      else reject(new DomainError('port-closed', { host, port, reason: cause.code }, { cause }));
    });
    server.listen({ host, port }, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });

const closed = (server: Server, patience: Duration): Promise<void> =>
  new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
