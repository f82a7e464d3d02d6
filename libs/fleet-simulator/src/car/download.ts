import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { seconds } from '@tidings/vocabulary';
import type { Appointments } from '../fleet/appointments.js';
import { type Connection, retryAfterOf, statusOf } from '../wire/connection.js';
import type { DeployedArtifact } from '../wire/deployment.js';
import type { RetryPause } from './retry-pause.js';

export type DownloadEnd = 'complete' | 'gone' | 'broken' | 'cancelled';

export interface DownloadWay {
  readonly connection: Connection;
  readonly appointments: Appointments;
  readonly headers: Readonly<Record<string, string>>;
  readonly pause: RetryPause;
  /** Ends the download. */
  readonly signal: AbortSignal;
  /** The connection is lost once, after this many bytes. */
  readonly cutAfter: number | undefined;
  readonly bytesPerSecond: number | undefined;
}

/** 403, 404 and 410 take the package away; anything else that is no 2xx may pass. */
const GONE: readonly number[] = [403, 404, 410];

/** HEAD, then GET, resumed by Range after a cut; size and SHA-1 are checked as the bytes pass, and no byte is kept. */
export class Download {
  private readonly digest = createHash('sha1');
  private received = 0;
  private isCutStillToCome: boolean;

  constructor(
    private readonly artifact: DeployedArtifact,
    private readonly way: DownloadWay,
  ) {
    this.isCutStillToCome = way.cutAfter !== undefined;
  }

  async run(): Promise<DownloadEnd> {
    const end = (await this.askForSize()) ?? (await this.fetchAll());
    if (end !== 'complete') return end;
    return this.digest.digest('hex') === this.artifact.sha1.toLowerCase() ? 'complete' : 'broken';
  }

  private async askForSize(): Promise<DownloadEnd | undefined> {
    const { signal, headers } = this.way;
    for (;;) {
      if (signal.aborted) return 'cancelled';
      const response = await this.way.connection.stream({ method: 'HEAD', url: this.artifact.url, headers, signal });
      response?.resume();
      const status = response && statusOf(response);
      if (status !== undefined && GONE.includes(status)) return 'gone';
      // A redirect to an object store is answered for GET only: there the size is checked as the bytes pass.
      if (status === 302) return undefined;
      if (response && status === 200)
        return Number(response.headers['content-length'] ?? this.artifact.bytes) === this.artifact.bytes
          ? undefined
          : 'broken';
      await this.rest(response);
    }
  }

  private async fetchAll(): Promise<DownloadEnd> {
    while (this.received < this.artifact.bytes) {
      if (this.way.signal.aborted) return 'cancelled';
      const response = await this.fetchRest();
      const end = await this.take(response);
      if (end) return end;
    }
    return this.received === this.artifact.bytes ? 'complete' : 'broken';
  }

  /** libcurl drops the Authorization header where a redirect leads to another host or port; so does a car. */
  private async fetchRest(): Promise<IncomingMessage | undefined> {
    const { connection, signal } = this.way;
    const range: Record<string, string> = this.received > 0 ? { range: `bytes=${this.received}-` } : {};
    const { url } = this.artifact;
    const headers = { ...this.way.headers, ...range };
    const response = await connection.stream({ method: 'GET', url, headers, signal });
    const elsewhere = response?.headers.location;
    if (!response || statusOf(response) !== 302 || elsewhere === undefined) return response;
    response.resume();
    const target = new URL(elsewhere, url);
    return connection.stream({
      method: 'GET',
      url: target,
      headers: target.host === url.host ? headers : range,
      signal,
    });
  }

  /** Undefined while there is more to fetch. */
  private async take(response: IncomingMessage | undefined): Promise<DownloadEnd | undefined> {
    const status = response && statusOf(response);
    if (response && (status === 206 || (status === 200 && this.received === 0))) {
      await this.read(response);
      return undefined;
    }
    response?.resume();
    if (status !== undefined && GONE.includes(status)) return 'gone';
    // The whole package in answer to a range: a real client appends it and finds a wrong digest (DDI section 12).
    if (status === 200 || status === 416) return 'broken';
    await this.rest(response);
    return undefined;
  }

  private async read(response: IncomingMessage): Promise<void> {
    const { cutAfter, bytesPerSecond, appointments, pause } = this.way;
    let sinceBreath = 0;
    try {
      for await (const part of response as AsyncIterable<Buffer>) {
        this.digest.update(part);
        this.received += part.length;
        sinceBreath += part.length;
        pause.succeeded();
        if (this.isCutStillToCome && this.received >= cutAfter!) {
          this.isCutStillToCome = false;
          break;
        }
        if (bytesPerSecond === undefined) continue;
        await appointments.wait(seconds(sinceBreath / bytesPerSecond));
        sinceBreath = 0;
      }
    } catch {
      // The connection was lost, or the fleet stopped: what has been received counts, the rest is asked for after a pause.
    } finally {
      response.destroy();
    }
    if (this.received < this.artifact.bytes && !this.way.signal.aborted) await appointments.wait(pause.next());
  }

  private async rest(response: IncomingMessage | undefined): Promise<void> {
    if (this.way.signal.aborted) return;
    await this.way.appointments.wait(this.way.pause.next(response && retryAfterOf(response)));
  }
}
