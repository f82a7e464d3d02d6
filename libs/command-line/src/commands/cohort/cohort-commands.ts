import type { Command } from 'commander';
import type { Session } from '../../session.js';
import { previewCohort } from './preview-cohort.js';

export function cohortCommands(program: Command, session: Session): void {
  const cohort = program.command('cohort').description('the vehicles a rollout is meant for');
  previewCohort(cohort, session);
}
