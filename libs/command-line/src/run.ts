import { CommanderError } from 'commander';
import type { Io } from './io.js';
import { programFor } from './program.js';
import { sentencesFor } from './sentences-for.js';

/** What a shell is told: done; refused or failed; not understood. */
type ExitCode = 0 | 1 | 2;

/** Runs one command. `argv` is what follows the program's name. Never throws. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    await programFor(io).parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    // commander has said what it has to say by now. Help that was asked for is an answer; help instead of one is not.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    for (const sentence of sentencesFor(error)) io.err.write(`${sentence}\n`);
    if (io.env['DEBUG'] && error instanceof Error) io.err.write(`\n${error.stack ?? ''}\n`);
    return 1;
  }
}
