import { setTimeout as wait } from 'node:timers/promises';
import { seconds } from '@tidings/vocabulary';
import pg from 'pg';
import { asDomainError } from './as-domain-error.js';

// A half-open TCP connection says nothing by itself: we ask this often, and wait this long for the answer.
const ASK_EVERY = seconds(5);
const ANSWER_WITHIN = seconds(5);
const LONGEST_PAUSE_MS = 2_000;

/**
 * LISTEN on one connection of its own, made again whenever it breaks. What was said in between is lost: whoever
 * listens takes 'restored' as a nudge on every channel.
 */
export class Listener {
  private readonly nudged = new Map<string, ((payload: string) => void)[]>();
  private readonly lost: (() => void)[] = [];
  private readonly restored: (() => void)[] = [];
  private client: pg.Client | undefined;
  private isClosing = false;
  private heart: NodeJS.Timeout | undefined;
  private reconnecting: Promise<void> | undefined;
  private readonly closing = new AbortController();

  constructor(private readonly url: string) {}

  /** Register before `open`. */
  onNudge(channel: string, look: (payload: string) => void): void {
    this.nudged.set(channel, [...(this.nudged.get(channel) ?? []), look]);
  }

  onLost(tell: () => void): void {
    this.lost.push(tell);
  }

  onRestored(tell: () => void): void {
    this.restored.push(tell);
  }

  /** Listens from now on. Errors: 'database-away'. */
  async open(): Promise<void> {
    try {
      this.client = await this.connect();
    } catch (error) {
      throw asDomainError(error);
    }
    this.heart = setInterval(() => void this.askWhetherAlive(), ASK_EVERY).unref();
  }

  async close(): Promise<void> {
    this.isClosing = true;
    this.closing.abort();
    clearInterval(this.heart);
    await this.reconnecting;
    await this.client?.end();
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'tidings-listener',
      connectionTimeoutMillis: ANSWER_WITHIN,
      query_timeout: ANSWER_WITHIN,
      keepAlive: true,
    });
    client.on('error', () => undefined); // 'end' follows
    client.on('notification', ({ channel, payload }) => {
      for (const look of this.nudged.get(channel) ?? []) look(payload ?? '');
    });
    try {
      await client.connect();
      for (const channel of this.nudged.keys()) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    } catch (error) {
      abandon(client);
      throw error;
    }
    client.once('end', () => this.afterLoss(client));
    return client;
  }

  private async askWhetherAlive(): Promise<void> {
    const client = this.client;
    if (!client) return;
    try {
      await client.query('SELECT 1');
    } catch {
      this.afterLoss(client);
    }
  }

  private afterLoss(client: pg.Client): void {
    if (this.isClosing || this.client !== client) return;
    this.client = undefined;
    abandon(client);
    for (const tell of this.lost) tell();
    this.reconnecting = this.reconnect();
  }

  private async reconnect(): Promise<void> {
    for (let pause = 50; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        this.client = await this.connect();
        break;
      } catch {
        if (this.isClosing) return;
        await wait(pause, undefined, { signal: this.closing.signal, ref: false }).catch(() => undefined);
      }
      if (this.closing.signal.aborted) return;
    }
    if (!this.isClosing) for (const tell of this.restored) tell();
  }
}

/** Closes without waiting for a server that may never answer. */
function abandon(client: pg.Client): void {
  void client.end().catch(() => undefined);
}
