import type { Command } from 'commander';
import type { Session } from '../../session.js';
import { verifyDossier } from '../dossier/verify-dossier.js';
import { verifyEvidence } from '../verification/verify-evidence.js';
import { verifyJournal } from './verify-journal.js';

export function verifyCommands(program: Command, session: Session): void {
  const verify = program.command('verify').description('prove what is on record');
  verifyJournal(verify, session);
  verifyDossier(verify, session);
  verifyEvidence(verify, session);
}
