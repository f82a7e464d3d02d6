import type { Command } from 'commander';
import { countText, instantText, numberText, shareOfText } from '../../printing/amounts.js';
import { type Fact, facts } from '../../printing/facts.js';
import type { components } from '../../release-desk/openapi.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { rolloutIdNamed } from './all-rollouts.js';

type Register = components['schemas']['RegisterAnswer'];

export const registerTargets = (to: Command, session: Session): Command =>
  to
    .command('register <rollout>')
    .description('write a fresh target register; a rollout starts on one of the last 24 hours')
    .option('--json', 'answer as JSON')
    .action(async (text: string, options: { readonly json?: boolean }) => {
      const desk = await session.desk();
      const path = { id: await rolloutIdNamed(desk, text) };
      const { registers, notReached } = await answered(desk.POST('/api/rollouts/{id}/registers', { params: { path } }));
      const newest = registers[0]!;
      session.show(newest, options, () => [...registerLines(newest), ...notReachedLines(notReached)]);
    });

/** What nobody can be offered before a step in between: whoever approves reads it by version. */
export const notReachedLines = (
  notReached: components['schemas']['RegistersAnswer']['notReached'],
): readonly string[] =>
  notReached.map(({ has, vehicles }) => `Not reached: ${countText(vehicles, 'vehicle')} that ${has}`);

const registerLines = ({
  number,
  asOf,
  vehicles,
  compatible,
  refused,
  rule,
  linesSha256,
}: Register): readonly string[] => [
  `Register ${number}, as of ${instantText(asOf)}: ${numberText(vehicles)} vehicles.`,
  ...facts([
    ['Compatible', shareOfText(compatible, vehicles)],
    ...refused.map((one): Fact => ['Refused', `${shareOfText(one.vehicles, vehicles)}, ${one.rule}`]),
    ['Rules', rule],
    ['Digest', `${linesSha256}, in the journal`],
  ]),
];
