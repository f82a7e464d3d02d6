import type { Command } from 'commander';
import type { Session } from '../../session.js';
import { verifyJournal } from './verify-journal.js';

export function verifyCommands(program: Command, session: Session): void {
  verifyJournal(program.command('verify').description('prove what is on record'), session);
}
