import type { Command } from 'commander';
import type { components } from '../../release-desk/openapi.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { type CohortOptions, typedCohort, withCohortOptions } from '../cohort/cohort-options.js';
import { releaseIdNamed } from '../release/all-releases.js';
import { type PlanOptions, wantedPlan, withPlanOptions } from './plan-options.js';
import { rolloutPaper } from './rollout-lines.js';

type Draft = components['schemas']['CreateRolloutRequest'];

interface Options extends CohortOptions, PlanOptions {
  readonly name: string;
  readonly release: string;
  readonly json?: boolean;
}

export const createRollout = (to: Command, session: Session): Command =>
  withPlanOptions(
    withCohortOptions(
      to
        .command('create')
        .description('write down who gets a release, and how fast; another person approves it')
        .requiredOption('--name <name>', 'what people call it')
        .requiredOption('--release <release>', 'by id or by name and version'),
    ),
  )
    .option('--json', 'answer as JSON')
    .action(async (options: Options) => {
      const desk = await session.desk();
      const cohort = await typedCohort(session, desk, options);
      const releaseId = await releaseIdNamed(desk, options.release);
      const body: Draft = {
        name: options.name,
        releaseId,
        cohort,
        plan: await wantedPlan(session, options),
      };
      const rollout = await answered(desk.POST('/api/rollouts', { body }));
      session.show(rollout, options, () => [
        `The rollout "${rollout.name}" is a draft. Another person approves it; nothing moves before.`,
        ...rolloutPaper(rollout),
        `Next  tidings rollout approve ${rollout.id} --as approver`,
      ]);
    });
