import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Duration, milliseconds, seconds } from '@tidings/vocabulary';

export interface Question {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Ends the request. */
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  /** What the server asks a client to wait before the next try. */
  readonly retryAfter: Duration | undefined;
  readonly body: string;
}

/** Real seconds, whatever the time scale: how long a silent server is listened to. */
const PATIENCE = milliseconds(30_000);

/** Keep-alive sockets for the whole fleet, in two bounded pools: open downloads never keep the polls of others waiting. */
export class Connection {
  private readonly talk: Agent;
  private readonly downloads: Agent;
  private readonly open = new Set<ClientRequest>();
  private isClosed = false;

  constructor(sockets: { readonly talk: number; readonly downloads: number }) {
    this.talk = new Agent({ keepAlive: true, maxSockets: sockets.talk });
    this.downloads = new Agent({ keepAlive: true, maxSockets: sockets.downloads });
  }

  /** The whole answer, or undefined when the server was not reached or fell silent. */
  async ask(question: Question): Promise<Answer | undefined> {
    try {
      const response = await this.send(question, this.talk);
      return { status: statusOf(response), retryAfter: retryAfterOf(response), body: await text(response) };
    } catch {
      return undefined;
    }
  }

  /** The answer with its body still to come, or undefined when the server was not reached. */
  stream(question: Question): Promise<IncomingMessage | undefined> {
    return this.send(question, this.downloads).catch(() => undefined);
  }

  /** Ends every request, also those that still wait for a socket. */
  close(): void {
    this.isClosed = true;
    for (const one of this.open) one.destroy();
    this.talk.destroy();
    this.downloads.destroy();
  }

  private async send(question: Question, agent: Agent): Promise<IncomingMessage> {
    try {
      return await this.sendOnce(question, agent);
    } catch (cause) {
      // The server closed the idle socket as we reached for it (nodejs.org, request.reusedSocket): not the server's absence.
      if (cause instanceof OnUsedSocket && !this.isClosed) return this.sendOnce(question, agent);
      throw cause;
    }
  }

  private sendOnce({ method, url, headers, body, signal }: Question, agent: Agent): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      if (this.isClosed) return reject(new Error('the fleet has stopped'));
      const payload = body === undefined ? undefined : JSON.stringify(body);
      const sent = request(url, {
        method,
        agent,
        headers: { ...headers, ...(payload !== undefined && lengthOf(payload)) },
        ...(signal && { signal }),
      });
      this.open.add(sent);
      sent.once('close', () => this.open.delete(sent));
      sent.setTimeout(PATIENCE, () => sent.destroy(new Error('the server fell silent')));
      sent.once('response', resolve);
      sent.on('error', (cause: NodeJS.ErrnoException) =>
        reject(sent.reusedSocket && cause.code === 'ECONNRESET' ? new OnUsedSocket() : cause),
      );
      sent.end(payload);
    });
  }
}

class OnUsedSocket extends Error {}

const lengthOf = (payload: string) => ({
  'content-type': 'application/json',
  'content-length': String(Buffer.byteLength(payload)),
});

export const statusOf = (response: IncomingMessage): number => response.statusCode ?? 0;

/** Only the form in whole seconds; a date would need clocks that agree. */
export function retryAfterOf(response: IncomingMessage): Duration | undefined {
  const asked = response.headers['retry-after'];
  return asked !== undefined && /^\d{1,6}$/.test(asked) ? seconds(Number(asked)) : undefined;
}
