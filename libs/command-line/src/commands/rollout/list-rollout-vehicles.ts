import { type Command, Option } from 'commander';
import { instantText } from '../../printing/amounts.js';
import { everyItem } from '../../release-desk/every-item.js';
import type { components } from '../../release-desk/openapi.js';
import { answered, type ReleaseDesk } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { rolloutIdNamed } from './all-rollouts.js';

interface Options {
  readonly refused?: boolean;
  readonly unresolved?: boolean;
  readonly json?: boolean;
}

export const listRolloutVehicles = (to: Command, session: Session): Command =>
  to
    .command('vehicles <rollout>')
    .description('the vehicles it waits for, by name: no outcome a while after they began')
    .addOption(
      new Option('--unresolved', 'those without an outcome (what it does without an option)').conflicts('refused'),
    )
    .option('--refused', 'those that its newest target register refuses, with the facts compared')
    .option('--json', 'answer as JSON')
    .action(async (text: string, { refused = false, json = false }: Options) => {
      const desk = await session.desk();
      const id = await rolloutIdNamed(desk, text);
      if (refused) {
        const targets = await refusedTargets(desk, id);
        session.show(targets, { json }, () => listed(targets.map(refusedLine), 'The register refuses no vehicle.'));
      } else {
        const vehicles = await unresolvedVehicles(desk, id);
        session.show(vehicles, { json }, () =>
          listed(vehicles.map(unresolvedLine), 'Every vehicle that began a while ago has an outcome.'),
        );
      }
    });

const refusedTargets = (desk: ReleaseDesk, id: string) =>
  everyItem((query) =>
    answered(desk.GET('/api/rollouts/{id}/registers/newest/refused', { params: { path: { id }, query } })),
  );

const unresolvedVehicles = (desk: ReleaseDesk, id: string) =>
  everyItem((query) => answered(desk.GET('/api/rollouts/{id}/unresolved', { params: { path: { id }, query } })));

const listed = (lines: readonly string[], none: string): readonly string[] => (lines.length > 0 ? lines : [none]);

const refusedLine = ({ controllerId, refusals }: components['schemas']['RefusedTargetAnswer']): string =>
  `${controllerId}: ${refusals.map(({ rule, wants, has }) => `${rule} (wants ${wants}, has ${has})`).join('; ')}`;

const unresolvedLine = ({
  controllerId,
  state,
  startedAt,
  lastSeenAt,
}: components['schemas']['UnresolvedVehicleAnswer']): string =>
  `${controllerId}: ${state}, began ${instantText(startedAt)}, ${lastSeenAt === undefined ? 'never heard of since' : `last heard of ${instantText(lastSeenAt)}`}`;
