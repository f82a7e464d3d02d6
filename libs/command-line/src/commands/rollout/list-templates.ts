import type { Command } from 'commander';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { stagePlanText } from './plan-facts.js';

export const listTemplates = (to: Command, session: Session): Command =>
  to
    .command('templates')
    .description('where a plan may begin, and what each is for')
    .option('--json', 'answer as JSON')
    .action(async (options: { readonly json?: boolean }) => {
      const desk = await session.desk();
      const answer = await answered(desk.GET('/api/plan-templates', {}));
      session.show(answer, options, () =>
        answer.templates.flatMap(({ name, says, plan }) => [
          `${name}  ${says}`,
          ...plan.stages.map((stage) => `  ${stagePlanText(stage)}`),
          `  at most ${plan.failureLimit} failed; silent after ${plan.silentAfter}; ${plan.inFlightAtFirst} at a time at first; consent: ${plan.consent}`,
        ]),
      );
    });
