import { BATCHES } from './batches.js';

/** A process of its own for one batch: its name and arguments as JSON on the command line, the result as JSON on standard output. */
const [name, ...wants] = JSON.parse(process.argv[2]!) as [keyof typeof BATCHES, ...unknown[]];
const batch = BATCHES[name] as (...wants: readonly unknown[]) => unknown;
process.stdout.write(JSON.stringify(batch(...wants)));
