import { type Command, Option } from 'commander';
import { table } from '../../printing/table.js';
import { parseCount } from '../../reading/parse-count.js';
import { answered } from '../../release-desk/release-desk.js';
import type { components } from '../../release-desk/openapi.js';
import type { Session } from '../../session.js';

type Found = components['schemas']['FoundVehicleAnswer'];

interface Options {
  readonly filter?: string;
  readonly name?: string;
  readonly standing?: 'active' | 'retired' | 'blocked';
  readonly limit: number;
  readonly json?: boolean;
}

export const searchVehicles = (to: Command, session: Session): Command =>
  to
    .command('search')
    .description('vehicles that meet all that is given')
    .option('--filter <rsql>', 'as in docs/filters.md')
    .option('--name <beginning>', 'how their controller id begins')
    .addOption(new Option('--standing <standing>', 'only these').choices(['active', 'retired', 'blocked']))
    .option('--limit <n>', 'so many, 200 at the most', parseCount, 50)
    .option('--json', 'answer as JSON')
    .action(async ({ filter, name, standing, limit, json }: Options) => {
      const desk = await session.desk();
      const body = {
        limit,
        ...(filter !== undefined && { filter }),
        ...(name !== undefined && { controllerIdPrefix: name }),
        ...(standing !== undefined && { standing }),
      };
      const page = await answered(desk.POST('/api/vehicles/search', { body }));
      session.show(page, json === true ? { json } : {}, () => [
        ...linesFor(page.items),
        ...(page.next === undefined ? [] : [`There are more than these ${limit}.`]),
      ]);
    });

const linesFor = (vehicles: readonly Found[]): readonly string[] =>
  vehicles.length === 0
    ? ['No vehicle meets that.']
    : table<Found>(
        [
          { head: 'VEHICLE', cell: ({ controllerId }) => controllerId },
          { head: 'MODEL', cell: ({ model, modelYear }) => `${model} ${modelYear}` },
          { head: 'MARKET', cell: ({ market }) => market },
          { head: 'HARDWARE', cell: ({ hardwareId }) => hardwareId },
          { head: 'RUNS', cell: ({ softwareVersion }) => softwareVersion ?? 'not known' },
          { head: 'STANDING', cell: ({ standing }) => standing },
          { head: 'TAGS', cell: ({ tags }) => tags.join(', ') },
        ],
        vehicles,
      );
