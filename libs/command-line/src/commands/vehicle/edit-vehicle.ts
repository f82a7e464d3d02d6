import type { Command } from 'commander';
import { refuse } from '../../refusal.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { vehicleLinesOf } from './vehicle-lines-of.js';

interface Options {
  readonly standing?: string;
  readonly model?: string;
  readonly modelYear?: string;
  readonly market?: string;
  readonly timeZone?: string;
  readonly hardware?: string;
  readonly equipment?: string;
  readonly set: readonly string[];
  readonly unset: readonly string[];
  readonly ecu: readonly string[];
  readonly removeEcu: readonly string[];
}

const collect = (text: string, before: readonly string[]): readonly string[] => [...before, text];

export const editVehicle = (to: Command, session: Session): Command =>
  to
    .command('edit <vehicle>')
    .description('change what the maker filed of a vehicle; what is not named stays')
    .option('--standing <standing>', 'active, retired or blocked')
    .option('--model <model>')
    .option('--model-year <year>')
    .option('--market <country>', 'ISO 3166-1')
    .option('--time-zone <zone>', 'IANA')
    .option('--hardware <id>', 'of the ECU that takes the update')
    .option('--equipment <words>', 'a;b;c in place of those it has')
    .option('--set <name=text>', 'an attribute the maker owns; may be repeated', collect, [])
    .option('--unset <name>', 'takes one back', collect, [])
    .option('--ecu <name:field=text,...>', 'brakes:hardware=brk-2,part=b-7,serial=S1,version=2.1', collect, [])
    .option('--remove-ecu <name>', 'it is not there any more', collect, [])
    .action(async (vehicle: string, options: Options) => {
      const set = changesIn(options);
      if (Object.keys(set).length === 0) throw refuse('Nothing to change was named. See: tidings vehicle edit --help');
      const desk = await session.desk();
      const record = await answered(desk.POST('/api/vehicles/edit', { body: { vehicle, set } }));
      session.say(...vehicleLinesOf(record));
    });

function changesIn(options: Options): Record<string, unknown> {
  const { standing, model, modelYear, market, timeZone, hardware, equipment } = options;
  const attributes = Object.fromEntries([
    ...options.set.map((text) => pairIn(text, '--set', 'NAME=TEXT')),
    ...options.unset.map((name) => [name, null] as const),
  ]);
  const ecus = Object.fromEntries([
    ...options.ecu.map(ecuIn),
    ...options.removeEcu.map((name) => [name, null] as const),
  ]);
  return {
    ...(standing !== undefined && { standing }),
    ...(model !== undefined && { model }),
    ...(modelYear !== undefined && { modelYear: Number(modelYear) }),
    ...(market !== undefined && { market }),
    ...(timeZone !== undefined && { timeZone }),
    ...(hardware !== undefined && { hardwareId: hardware }),
    ...(equipment !== undefined && { equipment: equipment.split(';').filter((word) => word !== '') }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
    ...(Object.keys(ecus).length > 0 && { ecus }),
  };
}

function pairIn(text: string, option: string, form: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw refuse(`${option} "${text}" is not of the form ${form}.`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function ecuIn(text: string): readonly [string, Readonly<Record<string, string>>] {
  const at = text.indexOf(':');
  if (at < 1) throw refuse(`--ecu "${text}" is not of the form NAME:FIELD=TEXT,...`);
  const fields = text
    .slice(at + 1)
    .split(',')
    .map((pair) => pairIn(pair, '--ecu', 'NAME:FIELD=TEXT,...'));
  return [
    text.slice(0, at),
    Object.fromEntries(fields.map(([name, told]) => [name === 'hardware' ? 'hardwareId' : name, told])),
  ];
}
