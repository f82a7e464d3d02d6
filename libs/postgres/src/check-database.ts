import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DomainError, type Duration, seconds } from '@tidings/vocabulary';
import pg from 'pg';
import { databaseAt, databaseTrouble, OLDEST_SERVER } from './database-trouble.js';

const ANSWERS_WITHIN = seconds(10);
// A notification within one server takes a millisecond; a machine that is very busy may take a second.
const HEARS_WITHIN = seconds(5);
const CHANNEL = 'tidings_start_check';

interface Server {
  readonly version: number;
  readonly encoding: string;
  readonly isStandby: boolean;
}

/**
 * Asks a database from outside whether Tidings can live in it, before anything is opened on it: can it be reached, is it new
 * enough, UTF-8, writable, and does a connection stay one connection. Takes some 20 ms where all is well.
 * Errors: 'database-not-fit' { trouble }: one sentence for the person who set DATABASE_URL.
 */
export async function checkDatabase(url: string, hearsWithin: Duration = HEARS_WITHIN): Promise<void> {
  const clients: pg.Client[] = [];
  const connect = async (options: pg.ClientConfig = {}): Promise<pg.Client> => {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'tidings-start',
      connectionTimeoutMillis: ANSWERS_WITHIN,
      query_timeout: ANSWERS_WITHIN,
      ...options,
    });
    client.on('error', () => undefined); // the statement under way says it
    clients.push(client);
    await client.connect();
    return client;
  };
  try {
    const listening = await connect();
    refuseUnfit(url, await serverOf(listening));
    await refuseSharedConnections(url, listening, await connect(), hearsWithin);
    await refuseDroppedSettings(url, await connect({ options: '-c default_transaction_read_only=on' }));
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw new DomainError('database-not-fit', { trouble: databaseTrouble(url, cause) }, { cause });
  } finally {
    for (const client of clients) void client.end().catch(() => undefined);
  }
}

async function serverOf(client: pg.Client): Promise<Server> {
  const { rows } = await client.query<Server>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version, current_setting('server_encoding') AS encoding,
            pg_is_in_recovery() AS "isStandby"`,
  );
  return rows[0]!;
}

function refuseUnfit(url: string, { version, encoding, isStandby }: Server): void {
  const at = databaseAt(url);
  if (version < OLDEST_SERVER)
    refuse(`DATABASE_URL: ${at} is PostgreSQL ${version}: Tidings needs ${OLDEST_SERVER} or newer`);
  if (encoding !== 'UTF8')
    refuse(
      `DATABASE_URL: ${at} keeps its text in ${encoding}, which has no room for every language: CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0`,
    );
  if (isStandby) refuse(`DATABASE_URL: ${at} is a standby, which only reads: lead DATABASE_URL to the primary`);
}

/**
 * A pooler in transaction mode hands the server's connection to somebody else after every statement: LISTEN then holds for
 * nobody, session locks for anybody. Found as it would hurt: what is said on one connection must be heard on the other.
 */
async function refuseSharedConnections(
  url: string,
  listening: pg.Client,
  saying: pg.Client,
  hearsWithin: Duration,
): Promise<void> {
  const word = randomUUID();
  const stopWaiting = new AbortController();
  const isHeard = new Promise<boolean>((resolve) => {
    listening.on('notification', ({ payload }) => payload === word && resolve(true));
    // Heard where nobody listens: the server's connection is not ours alone, and there is no need to wait.
    saying.on('notification', () => resolve(false));
    wait(hearsWithin, false, { signal: stopWaiting.signal, ref: false }).then(resolve, () => undefined);
  });
  await listening.query(`LISTEN ${CHANNEL}`);
  await saying.query('SELECT pg_notify($1, $2)', [CHANNEL, word]);
  const wasHeard = await isHeard;
  stopWaiting.abort();
  if (!wasHeard)
    refuse(
      `DATABASE_URL leads to a pooler in transaction mode (${databaseAt(url)}): what one connection says with NOTIFY, another does not hear with LISTEN, and vehicles would be told late. Lead DATABASE_URL to PostgreSQL itself: every Tidings process pools its own connections`,
    );
}

/** Readers open their connections read-only; a pooler that drops that would let them write. */
async function refuseDroppedSettings(url: string, client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ isKept: boolean }>(
    `SELECT current_setting('default_transaction_read_only') = 'on' AS "isKept"`,
  );
  if (!rows[0]!.isKept)
    refuse(
      `DATABASE_URL: a pooler at ${databaseAt(url)} drops the settings of a connection (options): lead DATABASE_URL to PostgreSQL itself`,
    );
}

function refuse(trouble: string): never {
  throw new DomainError('database-not-fit', { trouble });
}
