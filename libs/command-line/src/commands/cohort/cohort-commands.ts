import type { Command } from 'commander';
import type { Session } from '../../session.js';
import { compareCohort } from './compare-cohort.js';
import { deleteCohort } from './delete-cohort.js';
import { listCohorts } from './list-cohorts.js';
import { previewCohort } from './preview-cohort.js';
import { saveCohort } from './save-cohort.js';
import { showCohort } from './show-cohort.js';

export function cohortCommands(program: Command, session: Session): void {
  const cohort = program.command('cohort').description('the vehicles a rollout is meant for');
  for (const add of COMMANDS) add(cohort, session);
}

const COMMANDS = [previewCohort, saveCohort, listCohorts, showCohort, compareCohort, deleteCohort];
