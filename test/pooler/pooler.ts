import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTcpDoor, type TcpDoor } from '../database/tcp-door.js';
import { freePort } from '../processes/free-port.js';

export type PoolMode = 'transaction' | 'session';

/** The account that nobody logs in with: pgbouncer refuses to run as root. */
const NOBODY = 65_534;

/** Debian's pgbouncer in front of a database that is reached through a private socket. */
export class Pooler {
  private constructor(
    readonly url: string,
    private readonly folder: string,
    private readonly bouncer: ChildProcess,
    private readonly door: TcpDoor,
  ) {}

  /** `settings`: further lines of pgbouncer.ini. Errors: one with all it said, when it ends instead of answering. */
  static async open(databaseUrl: string, mode: PoolMode, settings: readonly string[] = []): Promise<Pooler> {
    const database = new URL(databaseUrl);
    const name = database.pathname.slice(1);
    const door = await openTcpDoor(databaseUrl);
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'tidings-pooler-'));
    chmodSync(folder, 0o755);
    const server = `host=127.0.0.1 port=${door.port} user=${database.username} password=${database.password}`;
    const config = [
      ...['[databases]', `${name} = ${server}`, '[pgbouncer]', 'listen_addr = 127.0.0.1', `listen_port = ${port}`],
      ...['unix_socket_dir =', 'auth_type = any', `pool_mode = ${mode}`, 'default_pool_size = 5', ...settings],
    ];
    const file = join(folder, 'pgbouncer.ini');
    writeFileSync(file, `${config.join('\n')}\n`);
    const account = process.getuid?.() === 0 ? ['--reuid', NOBODY, '--regid', NOBODY, '--clear-groups'] : [];
    const bouncer = spawn('setpriv', [...account.map(String), 'pgbouncer', file], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` },
    });
    await untilItListens(bouncer);
    return new Pooler(`postgres://tidings:any@127.0.0.1:${port}/${name}`, folder, bouncer, door);
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.bouncer.once('exit', resolve));
    this.bouncer.kill('SIGTERM');
    this.bouncer.kill('SIGKILL');
    await ended;
    await this.door.close();
    rmSync(this.folder, { recursive: true });
  }
}

function untilItListens(bouncer: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    bouncer.once('error', reject);
    bouncer.once('exit', (code) => reject(new Error(`pgbouncer ended with ${code}:\n${said}`)));
    bouncer.stderr!.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('process up')) resolve();
    });
  });
}
