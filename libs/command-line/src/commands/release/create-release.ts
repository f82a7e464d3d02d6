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
  readonly returnsTo?: string;
  readonly requires?: readonly string[];
  readonly conflicts?: readonly string[];
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
    .option('--returns-to <version>', 'the version again: a recall may bring cars back to it from a newer one')
    .option('--requires <ranges...>', 'what other ECUs must run, as "brakes >=4.1 <5"')
    .option('--conflicts <ranges...>', 'what other ECUs must not run')
    .option('--json', 'answer as JSON')
    .action(async (options: Options) => {
      const desk = await session.desk();
      const { name, version, minimum, returnsTo } = options;
      const rxswin = rxswinOf(options);
      const packageIds: string[] = [];
      for (const text of options.package) packageIds.push(await packageIdNamed(desk, text));
      const body = {
        ...{ name, version, packageIds },
        ...(minimum !== undefined && { minimumVersion: minimum }),
        ...(rxswin && { rxswin }),
        ...(returnsTo !== undefined && { returnsTo }),
        ...(options.requires && { requires: options.requires.map(ecuRange) }),
        ...(options.conflicts && { conflicts: options.conflicts.map(ecuRange) }),
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

/** 'brakes >=4.1 <5'. */
function ecuRange(text: string): { readonly ecu: string; readonly versions: string } {
  const [ecu = '', ...bounds] = text.trim().split(/\s+/);
  if (bounds.length === 0)
    throw refuse(`"${text}" names no versions: write an ECU and its bounds, as "brakes >=4.1 <5".`);
  return { ecu, versions: bounds.join(' ') };
}
