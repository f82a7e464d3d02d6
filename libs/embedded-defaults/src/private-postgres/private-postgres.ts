import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { secretFile } from '../secret-file.js';
import { CLUSTER_USER, type Cluster } from './cluster.js';
import { DirectoryLock } from './directory-lock.js';
import { directoryTrouble } from './directory-trouble.js';
import { ensureDatabase } from './ensure-database.js';
import { clearLeftovers, freshSocketFolder } from './leftovers.js';
import { makeCluster } from './new-cluster.js';
import { ownDirectory } from './own-directory.js';
import { postgresBinaries } from './postgres-binaries.js';
import { Postmaster } from './postmaster.js';
import { chooseRunner } from './runner.js';
import { socketFolder } from './socket-folder.js';

const DEFAULT_DATABASE = 'tidings';

export interface PrivatePostgresOptions {
  /** Holds the data; made when missing. */
  readonly directory: string;
  /** For tests: nothing is flushed to disk, and closing removes the directory. */
  readonly throwAway?: boolean;
  /** Settings of PostgreSQL in place of ours. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Receives PostgreSQL's own log, line by line, and ours about restarts. */
  readonly log?: (line: string) => void;
}

/**
 * A real PostgreSQL that belongs to this process: reached through a private socket only, started on open, restarted
 * when it dies, stopped when this process ends in whatever way.
 */
export class PrivatePostgres {
  private postmaster: Postmaster | undefined;
  private recovery: Promise<void> | undefined;
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly cluster: Cluster,
    private readonly lock: DirectoryLock,
  ) {}

  /**
   * Errors: 'database-in-use' (facts: ownerPid), 'database-binaries-missing', 'database-directory-closed',
   * 'database-disk-full', 'database-did-not-start' (facts: said).
   */
  static async open({
    directory,
    throwAway = false,
    settings = {},
    log = () => undefined,
  }: PrivatePostgresOptions): Promise<PrivatePostgres> {
    const binaries = postgresBinaries();
    const home = ownDirectory(directory);
    const lock = takeLock(home);
    let opened: PrivatePostgres | undefined;
    try {
      const pgdata = join(home, 'pgdata');
      const password = (await secretFile(join(home, 'password'))).toString('base64url');
      const runner = await chooseRunner({ directory: home, pgdata, binaries });
      const cluster = {
        directory: home,
        pgdata,
        sockets: socketFolder(home),
        binaries,
        runner,
        password,
        isThrowAway: throwAway,
        settings,
        log,
      };
      opened = new PrivatePostgres(cluster, lock);
      await opened.start();
      await ensureDatabase(opened.url('postgres'), DEFAULT_DATABASE);
      return opened;
    } catch (error) {
      if (opened) await opened.close();
      else lock.release();
      throw directoryTrouble(error, home);
    }
  }

  /** For pg and TypeORM alike (the host in the query, a folder, wins over the one that makes it a URL). Whatever PG* variables this process has, the URL overrules them. */
  url(database: string = DEFAULT_DATABASE): string {
    const { password, sockets } = this.cluster;
    const socket = `host=${encodeURIComponent(sockets)}&port=5432&sslmode=disable`;
    return `postgres://${CLUSTER_USER}:${password}@localhost/${encodeURIComponent(database)}?${socket}`;
  }

  /** Absent while it is being restarted. */
  get postmasterPid(): number | undefined {
    return this.postmaster?.pid;
  }

  /** Stops in order; every call waits for the same end. */
  close(): Promise<void> {
    this.closing ??= this.stop();
    return this.closing;
  }

  private async stop(): Promise<void> {
    await this.recovery;
    await this.postmaster?.stop();
    rmSync(this.cluster.sockets, { recursive: true, force: true });
    this.lock.release();
    if (this.cluster.isThrowAway) rmSync(this.cluster.directory, { recursive: true, force: true });
  }

  private async start(): Promise<void> {
    await clearLeftovers(this.cluster);
    freshSocketFolder(this.cluster);
    if (!existsSync(join(this.cluster.pgdata, 'PG_VERSION'))) await makeCluster(this.cluster);
    const postmaster = await Postmaster.start(this.cluster);
    this.postmaster = postmaster;
    void postmaster.ended.then(() => {
      this.postmaster = undefined;
      if (!this.closing) this.recovery = this.recover();
    });
  }

  /** Nobody else will: tries again, ever less often, until it runs or we close. */
  private async recover(): Promise<void> {
    for (let pause = 100; !this.closing; pause = Math.min(2 * pause, 5_000)) {
      try {
        this.cluster.log('PostgreSQL ended without being asked; starting it again');
        await this.start();
        return;
      } catch (error) {
        this.cluster.log(`PostgreSQL could not be started again: ${String(error)}`);
        await wait(pause);
      }
    }
  }
}

function takeLock(directory: string): DirectoryLock {
  try {
    return DirectoryLock.take(directory);
  } catch (error) {
    throw directoryTrouble(error, directory);
  }
}
