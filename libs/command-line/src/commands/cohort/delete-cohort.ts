import type { Command } from 'commander';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { cohortIdNamed } from './all-cohorts.js';

export const deleteCohort = (to: Command, session: Session): Command =>
  to
    .command('delete <cohort>')
    .description('take it from the list; what runs on one of its versions goes on')
    .action(async (text: string) => {
      const desk = await session.desk();
      const path = { id: await cohortIdNamed(desk, text) };
      const cohort = await answered(desk.POST('/api/cohorts/{id}/delete', { params: { path } }));
      session.say(
        `"${cohort.name}" is deleted and its name is free. Its versions stay on record as ${cohort.id}.`,
        ...cohort.usedBy.map((use) => `The rollout "${use.name}" (${use.state}) goes on with version ${use.version}.`),
      );
    });
