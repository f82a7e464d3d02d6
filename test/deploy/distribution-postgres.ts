import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../processes/free-port.js';
import { until } from '../processes/until.js';

const DEBIAN = '/usr/lib/postgresql';
/** PostgreSQL refuses to run as root. */
const NOBODY = 65_534;

/** The PostgreSQL of the distribution, with its own pg_dump and pg_restore: a server as an operator has it, over TCP. */
export class DistributionPostgres {
  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly binaries: string,
    private readonly server: ChildProcess,
  ) {}

  static async open(): Promise<DistributionPostgres> {
    const [version] = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
    const binaries = join(DEBIAN, version!, 'bin');
    const folder = mkdtempSync(join(realpathSync(tmpdir()), 'tidings-distribution-'));
    chmodSync(folder, 0o755);
    if (process.getuid?.() === 0) chownSync(folder, NOBODY, NOBODY);
    const data = join(folder, 'data');
    const port = await freePort();
    asNobody(join(binaries, 'initdb'), ['-D', data, '-U', 'tidings', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8']);
    const settings = [`port=${port}`, `unix_socket_directories=${folder}`, 'listen_addresses=127.0.0.1', 'fsync=off'];
    const server = spawn(join(binaries, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
      ...account(),
      stdio: 'ignore',
    });
    await until(() => existsSync(join(folder, `.s.PGSQL.${port}`)));
    return new DistributionPostgres(folder, port, binaries, server);
  }

  url(database: string): string {
    return `postgres://tidings@127.0.0.1:${this.port}/${database}`;
  }

  /** As an operator types it. */
  run(tool: 'createdb' | 'pg_dump' | 'pg_restore', ...rest: readonly string[]): void {
    const at = ['--host=127.0.0.1', `--port=${this.port}`, '--username=tidings'];
    execFileSync(join(this.binaries, tool), [...at, ...rest], { stdio: ['ignore', 'ignore', 'pipe'] });
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.server.once('exit', resolve));
    this.server.kill('SIGINT');
    await ended;
    rmSync(this.folder, { recursive: true });
  }
}

const account = () => (process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {});

function asNobody(file: string, rest: readonly string[]): void {
  execFileSync(file, rest, {
    ...account(),
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'], TZ: 'UTC' },
  });
}
