import { join, resolve } from 'node:path';
import { run } from '@tidings/command-line';

/** This file runs as dist/apps/tidings-cli/src/main.js. */
const PROJECT = resolve(import.meta.dirname, '../../../..');
const { env } = process;

process.exitCode = await run(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  env,
  // npm run changes to the project's folder first; a file is meant from where the person stands.
  folder: env['npm_lifecycle_event'] === 'tidings' ? (env['INIT_CWD'] ?? process.cwd()) : process.cwd(),
  dataDirectory: resolve(env['TIDINGS_DATA'] ?? join(PROJECT, '.tidings')),
});
