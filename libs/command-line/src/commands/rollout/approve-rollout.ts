import type { Command } from 'commander';
import { countText, numberText } from '../../printing/amounts.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { rolloutIdNamed } from './all-rollouts.js';
import { notReachedLines } from './register-targets.js';
import { changeLines } from './plan-lines.js';

export const approveRollout = (to: Command, session: Session): Command =>
  to
    .command('approve <rollout>')
    .description(
      'say yes to plan, cohort and counts, or to a proposed version of the plan, as another person than its author',
    )
    .action(async (text: string) => {
      const desk = await session.desk();
      const path = { id: await rolloutIdNamed(desk, text) };
      const { planVersion, proposedPlan } = await answered(desk.GET('/api/rollouts/{id}', { params: { path } }));
      if (proposedPlan !== undefined && proposedPlan !== planVersion) {
        const version = { params: { path: { ...path, number: proposedPlan } } };
        const { versions } = await answered(desk.POST('/api/rollouts/{id}/plan-versions/{number}/approve', version));
        session.say(`Version ${proposedPlan} of the plan is in force.`, ...changeLines(versions[0]!.changes));
        return;
      }
      const rollout = await answered(desk.POST('/api/rollouts/{id}/approve', { params: { path } }));
      const { notReached } = await answered(desk.GET('/api/rollouts/{id}/registers', { params: { path } }));
      const stages = rollout.plan.stages.map(({ exposes, vehicles = 0 }) => `${exposes} is ${numberText(vehicles)}`);
      session.say(
        `The rollout "${rollout.name}" is approved for ${countText(rollout.cohort.vehicles ?? 0, 'vehicle')}: ${stages.join(', ')}.`,
        ...notReachedLines(notReached),
        `Next  tidings rollout start ${rollout.id}`,
      );
    });
