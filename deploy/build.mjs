// Builds dist/ when a source changed since the last build, and says so; otherwise does nothing.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from './compile.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const STAMP = join(ROOT, 'dist', '.built-from');
const LOCK = join(ROOT, 'node_modules', '.cache', 'tidings-build.lock');

/** Every file that ends up in dist, and what decides how. */
function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      // Builders are of tests.
      if (entry.name !== 'builders') yield* sources(path);
    } else if (/\.tsx?$/.test(entry.name) && !/\.spec\.tsx?$/.test(entry.name)) yield path;
  }
}

function fingerprint() {
  const hash = createHash('sha256').update(process.version);
  const config = ['package-lock.json', 'deploy/compile.mjs', 'deploy/swc-options.mjs'];
  for (const path of [
    ...config.map((name) => join(ROOT, name)),
    ...sources(join(ROOT, 'apps')),
    ...sources(join(ROOT, 'libs')),
  ])
    hash.update(path.slice(ROOT.length)).update('\0').update(readFileSync(path));
  return hash.digest('hex');
}

/** Errors: says the compiler's own words and exits. */
export async function build() {
  const wanted = fingerprint();
  if (isBuiltFrom(wanted)) return;
  const release = takeLock();
  try {
    // Somebody else may have built it while we waited.
    if (!isBuiltFrom(wanted)) await compileAll(wanted);
  } finally {
    release();
  }
}

const isBuiltFrom = (wanted) => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted;

async function compileAll(wanted) {
  process.stderr.write('Building (only when sources changed) ...\n');
  rmSync(STAMP, { force: true });
  const files = [...sources(join(ROOT, 'apps')), ...sources(join(ROOT, 'libs'))];
  try {
    await compile(ROOT, files);
  } catch (error) {
    process.stderr.write(`${error.message}\nThe build failed: see the lines above. Nothing was started.\n`);
    rmSync(LOCK, { force: true });
    process.exit(1);
  }
  writeFileSync(STAMP, wanted);
}

/** One build at a time: a second one would empty dist/ under the first. */
function takeLock() {
  mkdirSync(dirname(LOCK), { recursive: true });
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      return () => rmSync(LOCK, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    removeAbandonedLock();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
}

// No build takes this long: whatever holds a lock of that age is not the process that took it.
const OLD_MS = 15 * 60_000;

function removeAbandonedLock() {
  try {
    const owner = Number(readFileSync(LOCK, 'utf8'));
    const isOld = Date.now() - statSync(LOCK).mtimeMs > OLD_MS;
    // The owner writes its pid a moment after the file is there.
    if (!isOld && (owner === 0 || isAlive(owner))) return;
    // Only one process can move it away.
    const moved = `${LOCK}.${process.pid}`;
    renameSync(LOCK, moved);
    rmSync(moved);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await build();
