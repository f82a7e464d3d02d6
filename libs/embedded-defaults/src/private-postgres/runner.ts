import { execFile } from 'node:child_process';
import { chownSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DomainError } from '@tidings/vocabulary';
import { CLEAN_ENVIRONMENT } from './cluster.js';

const run = promisify(execFile);

/** How the binaries are run: as whom, and behind which command. */
export interface Runner {
  /** Absent: as ourselves. */
  readonly ids?: { readonly uid: number; readonly gid: number };
  readonly prefix: readonly string[];
}

const AS_OURSELVES: Runner = { prefix: [] };

// PostgreSQL refuses uid 0. Inside this namespace we look like 'nobody' to it, while the kernel still lets us use root's files.
const IN_USER_NAMESPACE: Runner = { prefix: ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'] };

interface Places {
  readonly directory: string;
  readonly pgdata: string;
  readonly binaries: string;
}

/**
 * Root: the owner of the data that is already there, else the first account of postgres and nobody that can enter the
 * data directory and run the binaries, else a user namespace (a checkout under /root, mode 0700, lets nobody in).
 * Everybody else: themselves.
 * Errors: 'database-directory-closed', 'database-binaries-missing' when the binaries do not run here (no glibc).
 */
export async function chooseRunner(places: Places): Promise<Runner> {
  const owner = existsSync(places.pgdata) ? statSync(places.pgdata) : undefined;
  if (process.getuid?.() !== 0) {
    if (owner && owner.uid !== process.getuid?.())
      throw new DomainError('database-directory-closed', { directory: places.directory, ownerUid: owner.uid });
    return await checked(AS_OURSELVES, places);
  }
  if (owner && owner.uid !== 0) {
    const runner = { ids: { uid: owner.uid, gid: owner.gid }, prefix: [] };
    if (await works(runner, places)) return runner;
    throw new DomainError('database-directory-closed', { directory: places.directory, accountUid: owner.uid });
  }
  if (!owner) {
    for (const account of ['postgres', 'nobody']) {
      const ids = await idsOf(account);
      if (ids && (await works({ ids, prefix: [] }, places))) return { ids, prefix: [] };
    }
  }
  return await checked(IN_USER_NAMESPACE, places);
}

/** Gives a path to whom PostgreSQL runs as. */
export function handOver(path: string, runner: Runner): void {
  if (runner.ids) chownSync(path, runner.ids.uid, runner.ids.gid);
}

/** Command and arguments that run one of the binaries. */
export function commandOf(runner: Runner, program: string, args: readonly string[]): [command: string, args: string[]] {
  const [command, ...rest] = [...runner.prefix, program, ...args];
  return [command!, rest];
}

async function checked(runner: Runner, places: Places): Promise<Runner> {
  try {
    await tryOut(runner, places);
    return runner;
  } catch (cause) {
    if (runner === IN_USER_NAMESPACE && !(await canUnshare()))
      // The default profile of Docker forbids user namespaces.
      throw new DomainError(
        'database-directory-closed',
        { directory: places.directory, userNamespaces: 'off' },
        { cause },
      );
    throw new DomainError(
      'database-binaries-missing',
      { binaries: places.binaries, reason: reasonOf(cause) },
      { cause },
    );
  }
}

async function works(runner: Runner, places: Places): Promise<boolean> {
  return await tryOut(runner, places).then(
    () => true,
    () => false,
  );
}

/** Runs the real program in the real place: permission bits, access lists and missing libraries all show. */
async function tryOut(runner: Runner, { directory, binaries }: Places): Promise<void> {
  const script = 'test -x "$1" && exec "$2" --version';
  const [command, args] = commandOf(runner, '/bin/sh', ['-c', script, 'sh', directory, join(binaries, 'postgres')]);
  await run(command, args, { ...runner.ids, cwd: '/', env: CLEAN_ENVIRONMENT });
}

async function canUnshare(): Promise<boolean> {
  const [command, args] = commandOf(IN_USER_NAMESPACE, 'true', []);
  return await run(command, args).then(
    () => true,
    () => false,
  );
}

async function idsOf(account: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', account]), run('id', ['-g', account])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined; // no such account here
  }
}

const reasonOf = (cause: unknown): string =>
  String((cause as { stderr?: string }).stderr ?? cause)
    .trim()
    .slice(0, 400);
