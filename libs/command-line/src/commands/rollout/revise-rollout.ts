import type { Command } from 'commander';
import { parseList } from '../../reading/parse-list.js';
import type { components } from '../../release-desk/openapi.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { rolloutIdNamed } from './all-rollouts.js';
import { changeLines } from './plan-lines.js';
import { type PlanOptions, wantedPlan, withPlanOptions } from './plan-options.js';

type Revision = components['schemas']['RevisePlanRequest'];

interface Options extends PlanOptions {
  readonly without?: readonly string[];
  readonly why: string;
  readonly json?: boolean;
}

export const reviseRollout = (to: Command, session: Session): Command =>
  withPlanOptions(
    to
      .command('revise <rollout>')
      .description('propose another version of the plan; what is left out stays. The only way on after a halt')
      .requiredOption('--why <cause>', 'what was found, and what changed since; everybody reads it'),
  )
    .option(
      '--without <parts>',
      'what the plan shall be without: window, freezes, startsAt, retry, continuous, guardrails',
      parseList,
    )
    .option('--json', 'answer as JSON')
    .action(async (text: string, options: Options) => {
      const desk = await session.desk();
      const id = await rolloutIdNamed(desk, text);
      const body: Revision = {
        plan: await wantedPlan(session, options),
        why: options.why,
        ...(options.without && { without: [...options.without] as NonNullable<Revision['without']> }),
      };
      const params = { params: { path: { id } } };
      const answer = await answered(desk.POST('/api/rollouts/{id}/plan-versions', { ...params, body }));
      const newest = answer.versions[0]!;
      session.show(answer, options, () => [
        newest.state === 'in-force'
          ? `Version ${newest.number} of the plan only tightens: it is in force.`
          : `Version ${newest.number} of the plan is proposed. Another person approves it; until then nothing changes.`,
        ...changeLines(newest.changes),
        ...(newest.state === 'in-force' ? [] : [`Next  tidings rollout approve ${id} --as approver`]),
      ]);
    });
