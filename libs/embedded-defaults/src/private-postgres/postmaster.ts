import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { DomainError } from '@tidings/vocabulary';
import { CLEAN_ENVIRONMENT, type Cluster } from './cluster.js';
import { directoryTrouble } from './directory-trouble.js';
import { postmasterFile } from './leftovers.js';
import { commandOf } from './runner.js';
import { until } from './until.js';

// Crash recovery after a long run replays the log since the last checkpoint; minutes on a slow disk.
const READY_WITHIN_MS = 5 * 60_000;

/** A running PostgreSQL that stops when this process does, however it ends, and that never keeps this process alive. */
export class Postmaster {
  private constructor(
    private readonly child: ChildProcess,
    /** Settles when it has ended, asked or not. */
    readonly ended: Promise<void>,
  ) {}

  /** Errors: 'database-disk-full', 'database-did-not-start' with the last lines of its log. */
  static async start(cluster: Cluster): Promise<Postmaster> {
    const [command, args] = commandOf(cluster.runner, join(cluster.binaries, 'postgres'), [
      ...['-D', cluster.pgdata],
      ...Object.entries(settingsOf(cluster)).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ]);
    // Detached: Ctrl-C in the terminal reaches us, and we stop it in order.
    const child = spawn(command, args, {
      ...cluster.runner.ids,
      ...{ cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: CLEAN_ENVIRONMENT },
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2000);
      for (const line of text.split('\n')) if (line !== '') cluster.log(line);
    });
    const ended = new Promise<void>((resolve) => {
      child.once('error', () => resolve());
      child.once('close', () => resolve());
    });
    const watchdog = watch(child, cluster);
    void ended.then(() => watchdog?.kill('SIGKILL'));
    letGo(child, child.stderr);

    const isReady = (): boolean => {
      // A file left by a crash says 'ready' too: it must carry our child's pid.
      const file = postmasterFile(cluster.pgdata);
      return file?.isReady === true && file.pid === child.pid;
    };
    await until(() => hasExited(child) || isReady(), READY_WITHIN_MS);
    const postmaster = new Postmaster(child, ended);
    if (!hasExited(child) && isReady()) return postmaster;
    await postmaster.stop('SIGQUIT');
    throw troubleAtStart(said, cluster.directory);
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** SIGINT is the fast shutdown (open transactions are rolled back, a checkpoint is written), SIGQUIT the immediate one. */
  async stop(signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): Promise<void> {
    // Held again while it ends: node would exit in the middle of the wait.
    this.child.ref();
    this.child.kill(signal);
    await this.ended;
  }
}

/**
 * A shell that waits for the end of a pipe we hold open: however this process dies, kill -9 included, the pipe closes
 * and the postmaster is told to stop. Measured: 16 ms.
 */
function watch(child: ChildProcess, { runner }: Cluster): ChildProcess | undefined {
  if (child.pid === undefined) return undefined;
  const watchdog = spawn('/bin/sh', ['-c', 'cat >/dev/null; kill -INT "$1"', 'sh', String(child.pid)], {
    ...runner.ids,
    ...{ cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'], env: CLEAN_ENVIRONMENT },
  });
  letGo(watchdog, watchdog.stdin);
  return watchdog;
}

const hasExited = (child: ChildProcess): boolean =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

function letGo(child: ChildProcess, pipe: unknown): void {
  child.unref();
  (pipe as Socket).unref();
}

function settingsOf({ sockets, isThrowAway, settings }: Cluster): Readonly<Record<string, string>> {
  return {
    listen_addresses: '', // the socket only: no port to clash with or to expose
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    port: '5432', // part of the socket's name
    max_connections: '100',
    shared_buffers: '128MB',
    wal_level: 'minimal',
    max_wal_senders: '0',
    log_min_messages: 'warning',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(isThrowAway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' } : {}),
    ...settings,
  };
}

function troubleAtStart(said: string, directory: string): DomainError {
  const trouble = directoryTrouble({ stderr: said }, directory);
  return trouble instanceof DomainError
    ? trouble
    : new DomainError('database-did-not-start', { directory, said: said.trim() });
}
