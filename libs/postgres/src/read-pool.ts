import { type Duration, seconds } from '@tidings/vocabulary';
import pg from 'pg';
import { asDomainError } from './as-domain-error.js';

/** SQL with $1, $2 ... for the values. A name has it prepared once per connection: for hot paths. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
}

export interface ReadPoolOptions {
  /** As PostgreSQL lists it in pg_stat_activity. */
  readonly applicationName: string;
  readonly connections?: number;
  /** A statement that takes longer is cancelled by the server: 'database-away'. */
  readonly statementTimeout?: Duration;
}

// Under the poll's own patience: a vehicle is told 503 rather than left waiting.
const CONNECT_WITHIN = seconds(5);
// A server that no longer answers cannot cancel either: we give up this much later.
const NETWORK_GRACE = seconds(2);

/** Connections that can read and not write. Errors of every statement: as asDomainError says. */
export class ReadPool {
  private readonly pool: pg.Pool;

  constructor(url: string, { applicationName, connections = 10, statementTimeout = seconds(10) }: ReadPoolOptions) {
    this.pool = new pg.Pool({
      connectionString: url,
      application_name: applicationName,
      max: connections,
      connectionTimeoutMillis: CONNECT_WITHIN,
      statement_timeout: statementTimeout,
      query_timeout: statementTimeout + NETWORK_GRACE,
      options: '-c default_transaction_read_only=on',
      keepAlive: true,
    });
    // An idle connection was lost: the pool drops it, the next statement finds out what is wrong. Unheard, it would end the process.
    this.pool.on('error', () => undefined);
  }

  async rows<Row>(statement: Statement, values: readonly unknown[] = []): Promise<readonly Row[]> {
    try {
      return (await this.pool.query({ ...statement, values: [...values] })).rows as Row[];
    } catch (error) {
      throw asDomainError(error);
    }
  }

  /** The first row, if any. */
  async one<Row>(statement: Statement, values: readonly unknown[] = []): Promise<Row | undefined> {
    return (await this.rows<Row>(statement, values))[0];
  }

  /** One connection for the time of `work`; `lost` is aborted when it breaks. Afterwards it is not used again if it broke. */
  async session<T>(work: (session: pg.ClientBase, lost: AbortSignal) => Promise<T>): Promise<T> {
    const lost = new AbortController();
    let client: pg.PoolClient;
    try {
      client = await this.pool.connect();
    } catch (error) {
      throw asDomainError(error);
    }
    const onError = (error: Error): void => lost.abort(asDomainError(error));
    client.on('error', onError);
    try {
      return await work(client, lost.signal);
    } catch (error) {
      throw asDomainError(error);
    } finally {
      client.removeListener('error', onError);
      client.release(lost.signal.aborted);
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
