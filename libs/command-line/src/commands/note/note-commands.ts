import type { Command } from 'commander';
import type { Session } from '../../session.js';
import { approveNote } from './approve-note.js';
import { listNotes } from './list-notes.js';
import { publishNote } from './publish-note.js';

export function noteCommands(program: Command, session: Session): void {
  const note = program.command('note').description('what owners read about a release');
  for (const add of [publishNote, approveNote, listNotes]) add(note, session);
}
