import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Log, milliseconds, seconds } from '@tidings/vocabulary';
import { createDoor } from './create-door.js';
import { type Handler, handlerOf, listen, type Listening } from './listen.js';

@Module({})
class EmptyModule {}

class SilentLog extends Log {
  override error = (): void => undefined;
  override warn = (): void => undefined;
  override info = (): void => undefined;
  override debug = (): void => undefined;
}

describe('a server in front of the doors', () => {
  const open: Listening[] = [];
  const listening = async (handler: Handler, port = 0): Promise<Listening> => {
    const server = await listen(handler, { host: '127.0.0.1', port });
    open.push(server);
    return server;
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close(milliseconds(0))));
  });

  it('hands requests to the handler', async () => {
    const server = await listening((request, response) => void response.end(request.url));
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect(await textAt(`${server.url}/somewhere`)).toBe('/somewhere');
  });

  it('says which port is taken', async () => {
    const { port } = await listening(() => undefined);
    await expect(listening(() => undefined, port)).rejects.toMatchObject({ code: 'port-in-use', facts: { port } });
  });

  it('says when an address is not of this machine', async () => {
    const elsewhere = listen(() => undefined, { host: '192.0.2.1', port: 0 });
    await expect(elsewhere).rejects.toMatchObject({ code: 'port-closed', facts: { host: '192.0.2.1' } });
  });

  it('lets a request under way end before it closes', async () => {
    const server = await listening((_request, response) => void setTimeout(() => response.end('whole'), 150));
    const answer = textAt(server.url);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await server.close(seconds(5));
    expect(await answer).toBe('whole');
  });

  it('cuts a request that does not end in time', async () => {
    const server = await listening(() => undefined);
    const answer = textAt(server.url);
    const cut = expect(answer).rejects.toThrow(/hang up|reset/);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await server.close(milliseconds(50));
    await cut;
  });

  it('never says 503 for a door that closes: a vehicle would take it for its package', async () => {
    const prepare = (app: NestFastifyApplication): void =>
      void app
        .getHttpAdapter()
        .getInstance()
        .get('/package', () => 'bytes');
    const door = await createDoor(EmptyModule, { log: new SilentLog(), visitors: 'vehicles', checks: [], prepare });
    const server = await listening(handlerOf(door));
    await door.close();
    expect(await textAt(`${server.url}/package`)).toBe('bytes');
  });

  it('closes although a client keeps an idle connection', async () => {
    const server = await listening((_request, response) => void response.end());
    const socket = connect(server.port, '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const gone = new Promise((resolve) => socket.once('close', resolve));
    await server.close(milliseconds(50));
    await gone;
  });
});

const textAt = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    get(url, { agent: false }, (answer: IncomingMessage) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => resolve(text));
    }).on('error', reject);
  });
