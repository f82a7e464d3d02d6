import type { Command } from 'commander';
import { facts } from '../../printing/facts.js';
import { refuse } from '../../refusal.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { packageIdNamed } from '../package/all-packages.js';

interface Options {
  readonly name: string;
  readonly version: string;
  readonly package: readonly string[];
  readonly minimum?: string;
  readonly rxswinBefore?: string;
  readonly rxswinAfter?: string;
  readonly json?: boolean;
}

export const createRelease = (to: Command, session: Session): Command =>
  to
    .command('create')
    .description('put packages together under a version; another person approves it')
    .requiredOption('--name <name>', 'what people call it, without its version')
    .requiredOption('--version <version>', 'what a vehicle runs, and reports, once it is installed')
    .requiredOption('--package <packages...>', 'packages, by id or by name and version')
    .option('--minimum <version>', 'the oldest version an update may start from')
    .option('--rxswin-before <id>', 'RXSWIN of the vehicles before (UN R156)')
    .option('--rxswin-after <id>', 'RXSWIN of the vehicles afterwards')
    .option('--json', 'answer as JSON')
    .action(async (options: Options) => {
      const desk = await session.desk();
      const { name, version, minimum } = options;
      const rxswin = rxswinOf(options);
      const packageIds: string[] = [];
      for (const text of options.package) packageIds.push(await packageIdNamed(desk, text));
      const body = {
        name,
        version,
        packageIds,
        ...(minimum !== undefined && { minimumVersion: minimum }),
        ...(rxswin && { rxswin }),
      };
      const release = await answered(desk.POST('/api/releases', { body }));
      const title = `${release.name} ${release.version}`;
      session.show(release, options, () => [
        `The release ${title} is a draft. Another person approves it.`,
        ...facts([
          ['Id', release.id],
          ['Packages', release.packages.map((each) => `${each.name} ${each.version}`).join(', ')],
          ['Next', `tidings release approve ${release.id} --as approver`],
        ]),
      ]);
    });

/** Errors: Refusal: what was before says nothing without what is after. */
function rxswinOf({ rxswinBefore: before, rxswinAfter: after }: Options) {
  if (after === undefined && before !== undefined) throw refuse('--rxswin-before needs --rxswin-after beside it.');
  return after === undefined ? undefined : { ...(before !== undefined && { before }), after };
}
