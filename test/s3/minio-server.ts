import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { S3Settings } from '@tidings/artifact-store';
import { freePort } from '../processes/free-port.js';

const USER = 'tidings-tests';
const PASSWORD = 'tidings-tests-secret';

/** MinIO itself on loopback, below one temporary folder. Needs a `minio` binary on the PATH, as `whereInstalled` checks. */
export class MinioServer {
  private constructor(
    private readonly folder: string,
    readonly endpoint: string,
    private readonly server: ChildProcess,
  ) {}

  /** Errors: a sentence with the end of its log when it does not come up. */
  static async start(): Promise<MinioServer> {
    const folder = await mkdtemp(join(tmpdir(), 'tidings-minio-'));
    const address = `127.0.0.1:${await freePort()}`;
    const log = openSync(join(folder, 'log'), 'a');
    // setpriv: it ends with us, also when we are killed.
    const parameters = [
      '--pdeathsig',
      'KILL',
      'minio',
      'server',
      join(folder, 'data'),
      '--address',
      address,
      '--quiet',
    ];
    const server = spawn('setpriv', parameters, {
      env: { ...process.env, MINIO_ROOT_USER: USER, MINIO_ROOT_PASSWORD: PASSWORD, MINIO_BROWSER: 'off', HOME: folder },
      stdio: ['ignore', log, log],
    });
    const started = new MinioServer(folder, `http://${address}`, server);
    for (let tries = 0; tries < 300; tries++) {
      const isUp = await fetch(`http://${address}/minio/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isUp) return started;
      if (server.exitCode !== null) break;
      await sleep(100);
    }
    const said = await readFile(join(folder, 'log'), 'utf8');
    await started.stop();
    throw new Error(`minio did not come up:\n${said.slice(-2000)}`);
  }

  /** What a client needs to reach one of its buckets, which need not exist yet. */
  settings(bucket: string): S3Settings {
    const { endpoint } = this;
    return { endpoint, accessKey: USER, secretKey: PASSWORD, bucket, region: 'us-east-1', pathStyle: true };
  }

  async stop(): Promise<void> {
    if (this.server.exitCode === null && this.server.signalCode === null) {
      const exit = new Promise((resolve) => this.server.once('exit', resolve));
      this.server.kill('SIGKILL');
      await exit;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}
