import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sha256Of } from '@tidings/vocabulary';
import pg from 'pg';
import { DistributionPostgres } from '../deploy/distribution-postgres.js';
import { CommandLine } from '../journeys/main-job-line.js';
import { Premises } from '../processes/premises.js';
import type { TidingsProcess } from '../processes/tidings-process.js';
import { until } from '../processes/until.js';
import { whenInstalled } from '../tools/required-tool.js';

const ROLLOUT = 'Asterion 4.2';

interface Rollout {
  readonly attempts: { readonly offered: number };
}
interface Gate {
  readonly gate: string;
  readonly passes: boolean;
  readonly has: string;
  readonly wants: string;
}
interface Why {
  readonly rollouts: readonly { readonly gates: readonly Gate[] }[];
}

// docs/production.md, "Backup and restore": these are its steps, in its order.
whenInstalled('postgresql', 'a backup, and its restore into an empty house', () => {
  const premises = new Premises();
  let postgres: DistributionPostgres;
  let before: TidingsProcess;
  let old: CommandLine;
  let restored: CommandLine;
  let after: TidingsProcess;
  let cars: readonly string[];
  let told: Awaited<ReturnType<typeof whatIsKept>>;

  const lineIn = (dataDirectory: string) => new CommandLine({ dataDirectory, folder: dataDirectory });

  async function whatIsKept(line: CommandLine) {
    const list = (...words: readonly string[]) =>
      line.json<readonly { readonly name: string }[]>('release-manager', ...words);
    const gates = async (car: string) =>
      (await line.json<Why>('release-manager', 'why', car)).rollouts.map(({ gates: all }) =>
        // Without the instant at which to ask again: that is counted from now.
        all.map(({ gate, passes, has, wants }) => ({ gate, passes, has, wants })),
      );
    return {
      packages: await list('package', 'list'),
      rollouts: (await list('rollout', 'list')).map(({ name }) => name).sort(),
      gates: await Promise.all(cars.map(gates)),
    };
  }

  beforeAll(async () => {
    postgres = await DistributionPostgres.open();
    for (const name of ['lived', 'restored']) postgres.run('createdb', name);
    const dataDirectory = premises.directory('lived');
    const env = { DATABASE_URL: postgres.url('lived') };
    before = await premises.open({ program: 'start', dataDirectory, arguments: [], env });
    old = lineIn(dataDirectory);
  }, 300_000);
  afterAll(async () => {
    await premises.clear();
    await (postgres as DistributionPostgres | undefined)?.close();
  }, 60_000);

  it('is taken while cars update: first the database, then the artifacts, which only ever become more', async () => {
    await until(
      async () => (await old.json<Rollout>('release-manager', 'rollout', 'show', ROLLOUT)).attempts.offered > 10,
    );
    // What is compared must stand still; the backup itself would not need it.
    await old.done('release-manager', 'rollout', 'pause', ROLLOUT, '--why', 'A backup is compared');
    await until(async () => (await old.done('auditor', 'verify', 'journal')).includes('is what was written'));
    cars = await someCars(postgres.url('lived'));
    told = await whatIsKept(old);
    const dump = join(before.plan.dataDirectory, 'tidings.dump');
    postgres.run('pg_dump', '--format=custom', `--file=${dump}`, 'lived');
    mkdirSync(premises.directory('restored'));
    cpSync(join(before.plan.dataDirectory, 'artifacts'), join(premises.directory('restored'), 'artifacts'), {
      recursive: true,
    });
    await before.stop('SIGKILL');
    postgres.run('pg_restore', '--exit-on-error', '--no-owner', '--dbname=restored', dump);
  }, 300_000);

  it('starts again on what was restored', async () => {
    const dataDirectory = premises.directory('restored');
    const env = { DATABASE_URL: postgres.url('restored') };
    after = await premises.open({ program: 'start', dataDirectory, arguments: ['--empty'], env });
    restored = lineIn(dataDirectory);
    expect((await fetch(`${after.address}/readyz`)).status).toBe(200);
  }, 180_000);

  it('has its journal as it was written', async () => {
    expect(await restored.done('auditor', 'verify', 'journal')).toContain('The journal is what was written');
  }, 60_000);

  it('answers for every car gate by gate as before', async () => {
    const now = await whatIsKept(restored);
    expect(now).toEqual(told);
    expect(now.gates.flat(2).length).toBeGreaterThan(10);
  }, 60_000);

  it('has every artifact, each with the digest that is its name', () => {
    const files = readdirSync(join(premises.directory('restored'), 'artifacts/objects'), {
      recursive: true,
      withFileTypes: true,
    });
    const kept = files.filter((file) => file.isFile());
    expect(kept).not.toEqual([]);
    for (const { parentPath, name } of kept) expect(sha256Of(readFileSync(join(parentPath, name)))).toBe(name);
  });

  it('goes on with the rollout', async () => {
    await restored.done('release-manager', 'rollout', 'resume', ROLLOUT);
    expect(await restored.json('release-manager', 'rollout', 'show', ROLLOUT)).toMatchObject({ state: 'running' });
    expect(await after.stop('SIGTERM')).toEqual({ code: 0, signal: null });
  }, 60_000);
});

async function someCars(url: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    'SELECT controller_id AS name FROM vehicle ORDER BY id LIMIT 5',
  );
  await client.end();
  return rows.map(({ name }) => name);
}
