import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { S3Settings } from '@tidings/artifact-store';
import { cephConf } from './ceph-conf.js';

const ACCESS_KEY = 'tidings-tests';
const SECRET_KEY = 'tidings-tests-secret';

/**
 * A real S3 server for tests: Ceph's RADOS gateway with one monitor and one memory-backed storage daemon, on loopback, below
 * one temporary folder, as whoever runs the tests. No ceph-mgr: it costs seconds and half a core, and only statistics need it.
 * Needs what `whenInstalled('radosgw', ...)` checks. One start takes 3 s on an idle machine and 15 on a busy one, so a test file starts one and shares it.
 */
export class ObjectStoreServer {
  private readonly daemons: ChildProcess[] = [];

  private constructor(
    private readonly folder: string,
    private readonly ports: { readonly http: number; readonly monitor: number; readonly oldMonitor: number },
  ) {}

  get endpoint(): string {
    return `http://127.0.0.1:${this.ports.http}`;
  }

  /** What a client needs to reach one of its buckets, which need not exist yet. */
  settings(bucket: string): S3Settings {
    // The region is what Ceph's default zone group answers to.
    return {
      endpoint: this.endpoint,
      accessKey: ACCESS_KEY,
      secretKey: SECRET_KEY,
      bucket,
      region: 'us-east-1',
      pathStyle: true,
    };
  }

  /** Errors: a sentence with the end of the daemon's log when one of them does not come up. */
  static async start(): Promise<ObjectStoreServer> {
    const [http, monitor, oldMonitor] = await freePorts(3);
    const folder = await mkdtemp(join(tmpdir(), 'tidings-s3-'));
    const server = new ObjectStoreServer(folder, { http: http!, monitor: monitor!, oldMonitor: oldMonitor! });
    try {
      await server.configure();
      await server.startStorage();
      await server.startGateway();
      return server;
    } catch (cause) {
      await server.stop();
      throw cause;
    }
  }

  /** Ends every daemon and removes the folder; nothing is worth a clean shutdown. */
  async stop(): Promise<void> {
    for (const daemon of this.daemons.reverse()) await ended(daemon);
    await rm(this.folder, { recursive: true, force: true });
  }

  private async configure(): Promise<void> {
    for (const name of ['mon', 'osd', 'rgw', 'run']) await mkdir(join(this.folder, name));
    await writeFile(join(this.folder, 'ceph.conf'), cephConf(this.folder, this.ports.monitor, this.ports.oldMonitor));
    const all = ['--cap', 'mon', 'allow *', '--cap', 'osd', 'allow *', '--cap', 'mgr', 'allow *'];
    const keyring = join(this.folder, 'keyring');
    await this.run('ceph-authtool', '--create-keyring', keyring, '--gen-key', '-n', 'mon.', '--cap', 'mon', 'allow *');
    for (const name of ['client.admin', 'osd.0', 'client.rgw']) {
      await this.run('ceph-authtool', keyring, '--gen-key', '-n', name, ...all);
    }
    const address = `[v2:127.0.0.1:${this.ports.monitor},v1:127.0.0.1:${this.ports.oldMonitor}]`;
    const map = join(this.folder, 'monmap');
    await this.run('monmaptool', '--create', '--fsid', randomUUID(), '--addv', 'a', address, map);
    await this.run('ceph-mon', '-i', 'a', '--mkfs', '--monmap', map, '--keyring', keyring);
  }

  private async startStorage(): Promise<void> {
    this.startDaemon('ceph-mon', '-i', 'a', '-f');
    const uuid = randomUUID();
    await this.run('ceph', '--connect-timeout', '20', 'osd', 'new', uuid);
    await this.run('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', uuid);
    this.startDaemon('ceph-osd', '-i', '0', '-f');
    await this.until('ceph-osd', async () => (await this.run('ceph', 'osd', 'stat')).includes(' 1 up'));
  }

  private async startGateway(): Promise<void> {
    const user = ['--uid', 'tidings', '--display-name', 'tidings', '--access-key', ACCESS_KEY, '--secret', SECRET_KEY];
    await this.run('radosgw-admin', '-n', 'client.rgw', 'user', 'create', ...user);
    this.startDaemon(
      'radosgw',
      '-n',
      'client.rgw',
      '-f',
      '--rgw-frontends',
      `beast endpoint=127.0.0.1:${this.ports.http}`,
    );
    await this.until('radosgw', async () => {
      const response = await fetch(this.endpoint, { headers: { connection: 'close' } });
      await response.text();
      return response.ok;
    });
  }

  private startDaemon(program: string, ...parameters: readonly string[]): void {
    const log = openSync(join(this.folder, `${program}.out`), 'a');
    // setpriv: they end with us, also when we are killed.
    const daemon = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...parameters], {
      env: this.environment(),
      stdio: ['ignore', log, log],
    });
    this.daemons.push(daemon);
  }

  private async run(program: string, ...parameters: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(program, parameters, { env: this.environment(), timeout: 60_000 });
    return stdout;
  }

  private async until(program: string, isUp: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 300; tries++) {
      if (await isUp().catch(() => false)) return;
      if (this.daemons.at(-1)?.exitCode !== null) break;
      await sleep(100);
    }
    const log = await readFile(join(this.folder, `${program}.out`), 'utf8');
    throw new Error(`${program} did not come up:\n${log.slice(-2000)}`);
  }

  private environment(): NodeJS.ProcessEnv {
    return { ...process.env, CEPH_CONF: join(this.folder, 'ceph.conf') };
  }
}

async function ended(daemon: ChildProcess): Promise<void> {
  if (daemon.exitCode !== null || daemon.signalCode !== null) return;
  const exit = new Promise((resolve) => daemon.once('exit', resolve));
  daemon.kill('SIGKILL');
  await exit;
}

/** All held at once, so that they differ. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports: number[] = [];
  for (const server of servers) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ports.push((server.address() as { readonly port: number }).port);
  }
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
  return ports;
}
