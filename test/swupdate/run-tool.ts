import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs one program to its end in a directory. Throws with the program's own error text when it fails. */
export async function runTool(directory: string, program: string, ...args: readonly string[]): Promise<void> {
  await execute(program, args, { cwd: directory, timeout: 60_000 });
}
