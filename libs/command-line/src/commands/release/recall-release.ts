import type { Command } from 'commander';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { releaseIdNamed } from './all-releases.js';
import { recallLines } from './recall-status.js';

interface Options {
  readonly fix: string;
  readonly why: string;
  readonly name?: string;
  readonly json?: boolean;
}

export const recallRelease = (to: Command, session: Session): Command =>
  to
    .command('recall <release>')
    .description('withdraw it, mark every vehicle that has it, and draft the rollout of its fix')
    .requiredOption('--fix <release>', 'the release that mends it, by id or by name and version')
    .requiredOption('--why <reason>', 'for everybody who asks, owners too')
    .option('--name <name>', 'of the rollout of the fix')
    .option('--json', 'answer as JSON')
    .action(async (text: string, { fix, why, name, ...options }: Options) => {
      const desk = await session.desk();
      const path = { id: await releaseIdNamed(desk, text) };
      const body = { fixReleaseId: await releaseIdNamed(desk, fix), why, ...(name !== undefined && { name }) };
      const { recalls } = await answered(desk.POST('/api/releases/{id}/recall', { params: { path }, body }));
      const recall = recalls.find(({ fix: mends }) => mends === fix) ?? recalls[0]!;
      session.show(recall, options, () => [
        ...recallLines(recall),
        `Next  tidings rollout approve ${recall.rolloutId} --as approver`,
      ]);
    });
