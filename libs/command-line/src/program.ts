import { Command } from 'commander';
import { attributeCommands } from './commands/attribute/attribute-commands.js';
import { cohortCommands } from './commands/cohort/cohort-commands.js';
import { evidenceCommands } from './commands/evidence/evidence-commands.js';
import { takeDossier } from './commands/dossier/take-dossier.js';
import { noteCommands } from './commands/note/note-commands.js';
import { packageCommands } from './commands/package/package-commands.js';
import { publisherCommands } from './commands/publisher/publisher-commands.js';
import { releaseCommands } from './commands/release/release-commands.js';
import { ringCommands } from './commands/ring/ring-commands.js';
import { rolloutCommands } from './commands/rollout/rollout-commands.js';
import { showStatus } from './commands/show-status.js';
import { stopAll } from './commands/stop-all/stop-all.js';
import { tokenCommands } from './commands/token/token-commands.js';
import { vehicleCommands } from './commands/vehicle/vehicle-commands.js';
import { verifyCommands } from './commands/journal/verify-commands.js';
import { whyVehicle } from './commands/why-vehicle.js';
import type { Io } from './io.js';
import { type GlobalOptions, Session } from './session.js';

/** The command line as a commander program that writes to `io` and never exits. */
export function programFor(io: Io): Command {
  const program = new Command('tidings')
    .description('Over-the-air updates for vehicles: staged, stopped on evidence, explained to their owners.')
    .option('--server <url>', 'where Tidings runs (default: the one that npm start started; or TIDINGS_URL)')
    .option('--as <person>', "which of the demo's people asks (TIDINGS_TOKEN goes first)", 'release-manager')
    .exitOverride()
    .showHelpAfterError('Run it with --help to see how it is used.')
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .configureOutput({
      writeOut: (text) => void io.out.write(text),
      writeErr: (text) => void io.err.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  const session = new Session(io, () => program.opts<GlobalOptions>());
  for (const add of COMMANDS) add(program, session);
  return program;
}

/** In the order of the main job. */
const COMMANDS = [
  showStatus,
  publisherCommands,
  packageCommands,
  releaseCommands,
  noteCommands,
  cohortCommands,
  ringCommands,
  rolloutCommands,
  stopAll,
  takeDossier,
  evidenceCommands,
  whyVehicle,
  vehicleCommands,
  attributeCommands,
  tokenCommands,
  verifyCommands,
];
