import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';

export interface TcpDoor {
  /** The same database by host and port, for whoever may not enter the socket's folder. */
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** A port of this machine that leads to the private socket a database URL names. */
export async function openTcpDoor(databaseUrl: string): Promise<TcpDoor> {
  const { username, password, pathname, searchParams } = new URL(databaseUrl);
  const socket = join(searchParams.get('host')!, '.s.PGSQL.5432');
  const server = createServer((client) => {
    const through = connect(socket);
    client.pipe(through).pipe(client);
    client.on('error', () => through.destroy());
    through.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `postgres://${username}:${password}@127.0.0.1:${port}${pathname}?sslmode=disable`,
    port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
