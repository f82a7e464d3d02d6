import type { Command } from 'commander';
import { parseCount } from '../../reading/parse-count.js';
import { parseStages, type TypedStage } from '../../reading/parse-stages.js';
import { parseWindow, type TypedWindow } from '../../reading/parse-window.js';
import type { components } from '../../release-desk/openapi.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { type CohortOptions, typedCohort, withCohortOptions } from '../cohort/cohort-options.js';
import { releaseIdNamed } from '../release/all-releases.js';
import { rolloutPaper } from './rollout-lines.js';

type Draft = components['schemas']['CreateRolloutRequest'];
type Plan = components['schemas']['PlanRequest'];

interface Options extends CohortOptions {
  readonly name: string;
  readonly release: string;
  readonly stages?: readonly TypedStage[];
  readonly purpose?: NonNullable<Plan['purpose']>;
  readonly failureLimit?: string;
  readonly silentAfter?: string;
  readonly inFlight?: number;
  readonly window?: TypedWindow;
  readonly json?: boolean;
}

export const createRollout = (to: Command, session: Session): Command =>
  withCohortOptions(
    to
      .command('create')
      .description('write down who gets a release, and how fast; another person approves it')
      .requiredOption('--name <name>', 'what people call it')
      .requiredOption('--release <release>', 'by id or by name and version'),
  )
    .option('--stages <stages>', 'SHARE:SOAK:ANSWERS, as in 1%:24h:20,10%:24h:50!,100%:24h:100', parseStages)
    .option('--purpose <purpose>', 'recall, safety, security, quality or feature')
    .option('--failure-limit <share>', 'the share of started cars that may fail, as in 2%')
    .option('--silent-after <length>', 'a started car not heard of for this long counts as bad, as in 24h')
    .option('--in-flight <count>', 'cars at a time in the first stage', parseCount)
    .option('--window <hours>', "daily, in each car's local time, as in 22:00-05:00", parseWindow)
    .option('--json', 'answer as JSON')
    .action(async (options: Options) => {
      const desk = await session.desk();
      const cohort = await typedCohort(session, desk, options);
      const releaseId = await releaseIdNamed(desk, options.release);
      const body: Draft = {
        name: options.name,
        releaseId,
        cohort,
        plan: planOf(options),
      };
      const rollout = await answered(desk.POST('/api/rollouts', { body }));
      session.show(rollout, options, () => [
        `The rollout "${rollout.name}" is a draft. Another person approves it; nothing moves before.`,
        ...rolloutPaper(rollout),
        `Next  tidings rollout approve ${rollout.id} --as approver`,
      ]);
    });

/** What is left out has the default of the house. */
const planOf = ({ stages, purpose, failureLimit, silentAfter, inFlight, window }: Options): Plan => ({
  ...(stages && { stages: [...stages] }),
  ...(purpose !== undefined && { purpose }),
  ...(failureLimit !== undefined && { failureLimit }),
  ...(silentAfter !== undefined && { silentAfter }),
  ...(inFlight !== undefined && { inFlightAtFirst: inFlight }),
  ...(window && { window }),
});
