import type { Command } from 'commander';
import type { Session } from '../../session.js';
import { addEvidence } from './add-evidence.js';

export function evidenceCommands(program: Command, session: Session): void {
  const evidence = program
    .command('evidence')
    .description('what other systems know of cars and owners: guardrails live of it');
  addEvidence(evidence, session);
}
