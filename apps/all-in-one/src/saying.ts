import { DEMO_PEOPLE } from './demo/demo-people.js';

/** What a start tells the person who waits for it: one line a step, with the seconds since the process began. */
export function saying(): (line: string) => void {
  process.stdout.write('\nTidings is starting.\n');
  return (line) => process.stdout.write(`  ${(performance.now() / 1000).toFixed(1).padStart(5)} s  ${line}\n`);
}

export interface Started {
  readonly url: string;
  readonly tenant: string;
  /** A car of the demo to ask about; absent without demo. */
  readonly demoVehicle?: string;
  readonly hasLocalPeople: boolean;
}

/** The end of a start: where to go, who is who, and three things to try. */
export function sayNextSteps({ url, tenant, demoVehicle, hasLocalPeople }: Started): void {
  const lines = [
    '',
    'Tidings is running. Ctrl-C stops it.',
    '',
    `  Owners          ${url}/en-GB  (also /fr-FR, /sv-SE, /de-DE)`,
    `  Release desk    ${url}/api  (what it can do: ${url}/openapi.json)`,
    `  Vehicles        ${url}/${tenant}/controller/v1/{controllerId}`,
    ...(hasLocalPeople ? ['', ...people()] : []),
    '',
    'Try next, in another terminal:',
    ...(demoVehicle === undefined ? EMPTY_COMMANDS : demoCommands(demoVehicle)).map(
      (command) => `  npm run tidings -- ${command}`,
    ),
    '',
  ];
  process.stdout.write(lines.join('\n'));
}

const people = (): readonly string[] => [
  'People of the demo (the command line acts as one of them with --as):',
  ...DEMO_PEOPLE.map(({ name, roles }) => `  ${name.padEnd(18)}${roles.join(', ')}`),
];

const demoCommands = (vehicle: string): readonly string[] => [
  'rollout show "Asterion 4.2"',
  `why ${vehicle}`,
  'rollout pause "Asterion 4.2" --why "I want to see it stop"',
];
const EMPTY_COMMANDS = [
  'publisher key-new --out my-key.jwk',
  'publisher add "My Publisher" --key my-key.jwk',
  '--help',
];
