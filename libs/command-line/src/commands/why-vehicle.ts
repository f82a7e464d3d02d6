import { type Command, Option } from 'commander';
import { instantText } from '../printing/amounts.js';
import { table } from '../printing/table.js';
import type { components } from '../release-desk/openapi.js';
import { answered } from '../release-desk/release-desk.js';
import type { Session } from '../session.js';

type Why = components['schemas']['WhyAnswer'];
type Explained = Why['rollouts'][number];

const LANGUAGES = ['en-GB', 'fr-FR', 'sv-SE', 'de-DE'] as const;

interface Options {
  readonly language: (typeof LANGUAGES)[number];
  readonly json?: boolean;
}

export const whyVehicle = (to: Command, session: Session): Command =>
  to
    .command('why <vehicle>')
    .description('gate by gate, why this vehicle does or does not get which rollout')
    .addOption(new Option('--language <language>', 'of the sentences').choices(LANGUAGES).default('en-GB'))
    .option('--json', 'answer as JSON')
    .action(async (vehicle: string, options: Options) => {
      const desk = await session.desk();
      const why = await answered(desk.POST('/api/vehicles/why', { body: { vehicle, language: options.language } }));
      session.show(why, options, () => linesFor(why));
    });

function linesFor(why: Why): readonly string[] {
  const { vehicle, rollouts } = why;
  return [
    `${vehicle.controllerId}: ${vehicle.model} ${vehicle.modelYear}, ${vehicle.market}, hardware ${vehicle.hardwareId}, ${
      vehicle.softwareVersion === undefined ? 'software not known' : `runs ${vehicle.softwareVersion}`
    }, ${vehicle.standing}`,
    decisionSentence(why),
    ...(rollouts.length === 0 ? ['There is no rollout that could ask.'] : rollouts.flatMap(rolloutLines)),
  ];
}

function decisionSentence({ decision, rollouts }: Why): string {
  const name = rollouts.find(({ rolloutId }) => rolloutId === decision.rolloutId)?.name ?? decision.rolloutId ?? '';
  switch (decision.kind) {
    case 'offer':
      return `Now: it is offered "${name}" at its next contact.`;
    case 'keep':
      return `Now: it goes on with "${name}".`;
    case 'stop':
      return `Now: it is told to stop "${name}".`;
    case 'supersede':
      return `Now: "${name}" gives way to "${rollouts.find(({ rolloutId }) => rolloutId === decision.supersededBy)?.name ?? ''}", which is of a higher class.`;
    case 'nothing':
      return `Now: nothing new for it${
        decision.holdsUntil === undefined
          ? ', until a fact changes.'
          : `. That can change by itself at ${instantText(decision.holdsUntil)}.`
      }`;
  }
}

function rolloutLines({ name, asked, passes, expected, gates, attempts }: Explained): readonly string[] {
  const verdict = passes ? 'yes' : `no: ${gates.find((gate) => !gate.passes)?.gate ?? ''}`;
  return [
    '',
    `${name}. ${asked === 'opening' ? 'May it begin' : 'May it go on'}? ${verdict}`,
    `  ${expected.says}`,
    ...table<Explained['gates'][number]>(
      [
        { head: '', cell: (gate) => (gate.passes ? 'pass' : 'refuse') },
        { head: 'GATE', cell: ({ gate }) => gate },
        { head: 'WANTS', cell: ({ wants }) => wants },
        { head: 'HAS', cell: ({ has, until }) => (until === undefined ? has : `${has}; until ${instantText(until)}`) },
      ],
      gates,
    ).map((line) => `  ${line}`),
    ...gates.flatMap(({ gate, says }) => (says === undefined ? [] : [`  ${gate}: ${says}`])),
    ...attempts.map((attempt) => `  attempt ${attemptText(attempt)}`),
  ];
}

const attemptText = ({
  wireNumber,
  state,
  failure,
  cause,
  offeredAt,
  closedAt,
}: Explained['attempts'][number]): string =>
  [
    `${wireNumber}: ${state}`,
    ...(failure === undefined ? [] : [failure]),
    ...(cause === undefined ? [] : [cause]),
    `offered ${instantText(offeredAt)}`,
    ...(closedAt === undefined ? ['open'] : [`closed ${instantText(closedAt)}`]),
  ].join(', ');
