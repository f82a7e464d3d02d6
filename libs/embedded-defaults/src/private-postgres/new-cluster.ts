import { execFile } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DomainError } from '@tidings/vocabulary';
import { CLEAN_ENVIRONMENT, CLUSTER_USER, type Cluster } from './cluster.js';
import { directoryTrouble } from './directory-trouble.js';
import { commandOf, handOver } from './runner.js';

/**
 * Makes the data directory beside its final name and renames it, so a half-made cluster is never mistaken for a whole one.
 * Errors: 'database-disk-full', 'database-directory-closed', 'database-did-not-start' with what initdb said.
 */
export async function makeCluster(cluster: Cluster): Promise<void> {
  const draft = `${cluster.pgdata}.init`;
  const passwordFile = join(cluster.sockets, 'password');
  try {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { mode: 0o700 });
    handOver(draft, cluster.runner);
    writeFileSync(passwordFile, `${cluster.password}\n`, { mode: 0o600 });
    handOver(passwordFile, cluster.runner);
    const [command, args] = commandOf(cluster.runner, join(cluster.binaries, 'initdb'), [
      ...['-D', draft, '-U', CLUSTER_USER, '--pwfile', passwordFile, '--auth=scram-sha-256', '--no-instructions'],
      // The built-in provider sorts the same everywhere; the machine's locales are not asked.
      ...['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...(cluster.isThrowAway ? ['--no-sync'] : []),
    ]);
    await promisify(execFile)(command, args, { ...cluster.runner.ids, cwd: '/', env: CLEAN_ENVIRONMENT });
    renameSync(draft, cluster.pgdata);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    const trouble = directoryTrouble(error, cluster.directory);
    if (trouble instanceof DomainError) throw trouble;
    const said = String((error as { stderr?: string }).stderr ?? error)
      .trim()
      .slice(-1000);
    throw new DomainError('database-did-not-start', { directory: cluster.directory, said }, { cause: error });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}
