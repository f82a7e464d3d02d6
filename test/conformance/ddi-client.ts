import { type IncomingMessage, request as send } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { KnownVehicle, VehicleHouse } from './vehicle-house.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bytes: Buffer;
  readonly text: string;
  /** The body as JSON, unchecked: a test reads what it expects. */
  readonly json: WireBody;
}

interface WireLink {
  readonly href: string;
}

/** Whatever any answer may hold. */
interface WireBody {
  readonly config: { readonly polling: { readonly sleep: string } };
  readonly _links: Readonly<Record<'deploymentBase' | 'cancelAction' | 'configData', WireLink>>;
  readonly deployment: { readonly chunks: readonly [{ readonly artifacts: readonly [WireArtifact] }] };
  readonly errorCode: string;
}

interface WireArtifact {
  readonly _links: Readonly<Record<'download' | 'download-http', WireLink>>;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text or bytes are sent as they are, anything else as JSON. */
  readonly body?: unknown;
}

export interface BegunDownload {
  readonly status: number;
  /** Rejects when the connection is cut. */
  readonly rest: () => Promise<Buffer>;
  /** How many bytes come before the connection is cut. Rejects when it is not. */
  readonly untilCut: () => Promise<number>;
}

/** A vehicle's side of the wire, without the manners of a library: what is not asked for is not sent. */
export class DdiClient {
  constructor(
    private readonly house: VehicleHouse,
    private readonly vehicle: KnownVehicle,
    private readonly tenant = 'DEFAULT',
  ) {}

  /** `path`: behind the vehicle's own address, or an absolute link. Rejects when the connection is cut. */
  ask(path = '', { method = 'GET', headers = {}, body }: Ask = {}): Promise<Answer> {
    const { controllerId, token } = this.vehicle;
    const own = `${this.house.url}/${this.tenant}/controller/v1/${encodeURIComponent(controllerId)}`;
    const isAbsolute = path.startsWith('http');
    const isAsItIs = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
    const sent = isAsItIs ? body : JSON.stringify(body);
    return answerTo(isAbsolute ? path : `${own}${path}`, method, sent, {
      authorization: `TargetToken ${token}`,
      ...(sent !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    });
  }

  /** Begins a download and reads on only when told to; the server waits with what the line cannot hold. */
  async begin(url: string): Promise<BegunDownload> {
    const headers = { authorization: `TargetToken ${this.vehicle.token}` };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      send(url, { headers, agent: false }, resolve).on('error', reject).end();
    });
    return { status: response.statusCode!, rest: () => buffer(response), untilCut: () => bytesUntilCut(response) };
  }

  report(number: number | string, execution: string, finished = 'none', more: object = {}): Promise<Answer> {
    const status = { execution, result: { finished }, details: [], ...more };
    return this.ask(`/deploymentBase/${number}/feedback`, { method: 'POST', body: { id: `${number}`, status } });
  }

  answerCancel(number: number | string, execution: string, finished = 'none'): Promise<Answer> {
    const status = { execution, result: { finished } };
    return this.ask(`/cancelAction/${number}/feedback`, { method: 'POST', body: { status } });
  }

  /** Polls until there is a deployment link; the address behind it. */
  async offered(): Promise<string> {
    const { json } = await this.ask();
    return json._links.deploymentBase.href;
  }
}

async function bytesUntilCut(response: IncomingMessage): Promise<number> {
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) bytes += chunk.length;
  } catch {
    return bytes;
  }
  throw new Error(`The download came to its end after ${bytes} bytes.`);
}

function answerTo(
  url: string,
  method: string,
  body: string | Buffer | undefined,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = send(url, { method, headers: { ...length, ...headers }, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(parts);
        const text = bytes.toString();
        const isJson = response.headers['content-type']?.includes('json') ?? false;
        resolve({
          status: response.statusCode!,
          headers: response.headers as Answer['headers'],
          bytes,
          text,
          json: (isJson && text !== '' ? JSON.parse(text) : undefined) as WireBody,
        });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}
