import type { Command } from 'commander';
import { type Fact, facts } from '../../printing/facts.js';
import { refuse } from '../../refusal.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { type Body, releaseFile } from './release-file.js';
import { packageIdNamed } from '../package/all-packages.js';

interface Options {
  readonly file?: string;
  readonly name?: string;
  readonly version?: string;
  readonly package?: readonly string[];
  readonly models?: readonly string[];
  readonly scheme?: string;
  readonly rollbackTo?: string;
  readonly precondition?: readonly string[];
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
    .option('--file <release.yaml>', 'all of it in a file (docs/releases.md); options say it otherwise')
    .option('--name <name>', 'what people call it, without its version')
    .option('--version <version>', 'what a vehicle runs, and reports, once it is installed')
    .option('--package <packages...>', 'packages, by id or by name and version')
    .option('--models <models...>', 'models whose vehicles it is for')
    .option('--scheme <scheme>', 'how versions are written: numbers, semantic or calendar')
    .option('--rollback-to <version>', 'the version a vehicle goes back to')
    .option('--precondition <conditions...>', 'what must hold first, as parked state-of-charge=40')
    .option('--minimum <version>', 'the oldest version an update may start from')
    .option('--rxswin-before <id>', 'RXSWIN of the vehicles before (UN R156)')
    .option('--rxswin-after <id>', 'RXSWIN of the vehicles afterwards')
    .option('--returns-to <version>', 'the version again: a recall may bring cars back to it from a newer one')
    .option('--requires <ranges...>', 'what other ECUs must run, as "brakes >=4.1 <5"')
    .option('--conflicts <ranges...>', 'what other ECUs must not run')
    .option('--json', 'answer as JSON')
    .action(async (options: Options) => {
      const desk = await session.desk();
      const file = options.file === undefined ? {} : await releaseFile(session.pathOf(options.file));
      const { name = file.name, version = file.version, package: packages = file.packages ?? [] } = options;
      if (name === undefined || version === undefined || packages.length === 0)
        throw refuse('A release has a name, a version and packages: --name, --version and --package, or --file.');
      const packageIds: string[] = [];
      for (const text of packages) packageIds.push(await packageIdNamed(desk, text));
      const body = { ...file.wishes, ...wishesOf(options), name, version, packageIds };
      const release = await answered(desk.POST('/api/releases', { body }));
      const title = `${release.name} ${release.version}`;
      session.show(release, options, () => [
        `The release ${title} is a draft. Another person approves it.`,
        ...facts([
          ['Id', release.id],
          ['Packages', release.packages.map((each) => `${each.name} ${each.version}`).join(', ')],
          ...release.warnings.map((says): Fact => ['Warning', says]),
          ['Next', `tidings release approve ${release.id} --as approver`],
        ]),
      ]);
    });

function wishesOf(options: Options): Partial<Body> {
  const { minimum, returnsTo, models, scheme, rollbackTo, precondition, requires, conflicts } = options;
  const rxswin = rxswinOf(options);
  return {
    ...(minimum !== undefined && { minimumVersion: minimum }),
    ...(rxswin && { rxswin }),
    ...(returnsTo !== undefined && { returnsTo }),
    ...(models && { models: [...models] }),
    ...(scheme !== undefined && { versionScheme: scheme as NonNullable<Body['versionScheme']> }),
    ...(rollbackTo !== undefined && { rollbackTo }),
    ...(precondition && { preconditions: precondition.map(preconditionOf) }),
    ...(requires && { requires: requires.map(ecuRange) }),
    ...(conflicts && { conflicts: conflicts.map(ecuRange) }),
  };
}

/** 'parked', 'state-of-charge=40'. */
function preconditionOf(text: string): NonNullable<Body['preconditions']>[number] {
  const [kind = '', value] = text.split('=', 2);
  if (value !== undefined && !/^-?\d{1,9}$/.test(value)) throw refuse(`"${text}" is not like state-of-charge=40.`);
  return { kind: kind as never, ...(value !== undefined && { value: Number(value) }) };
}

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
