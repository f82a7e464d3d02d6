import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs one program to its end in a directory, with more environment. Throws with the program's own error text when it fails. */
export async function runTool(
  directory: string,
  environment: Readonly<Record<string, string>>,
  program: string,
  ...args: readonly string[]
): Promise<void> {
  await execute(program, args, { cwd: directory, env: { ...process.env, ...environment }, timeout: 60_000 });
}
