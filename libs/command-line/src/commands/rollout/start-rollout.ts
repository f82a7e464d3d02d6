import type { Command } from 'commander';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { rolloutIdNamed } from './all-rollouts.js';
import { stageText } from './rollout-lines.js';
import { startDifferences } from './start-differences.js';
import { waitingMarkets } from './waiting-markets.js';

export const startRollout = (to: Command, session: Session): Command =>
  to
    .command('start <rollout>')
    .description('open the first stage; says what is different from its dry run')
    .action(async (text: string) => {
      const desk = await session.desk();
      const path = { id: await rolloutIdNamed(desk, text) };
      const rollout = await answered(desk.POST('/api/rollouts/{id}/start', { params: { path } }));
      const differences = await startDifferences(desk, path);
      session.say(
        `The rollout "${rollout.name}" runs: stage ${stageText(rollout) ?? ''}.`,
        ...waitingMarkets(rollout),
        ...differences,
        `Next  tidings rollout show ${rollout.id}`,
      );
    });
