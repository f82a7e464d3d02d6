import type { Command } from 'commander';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { vehicleLinesOf } from './vehicle-lines-of.js';

export const showVehicle = (to: Command, session: Session): Command =>
  to
    .command('show <vehicle>')
    .description('what is on file of a vehicle, who told it and when, and what its ECUs ran before')
    .option('--json', 'answer as JSON')
    .action(async (vehicle: string, options: { readonly json?: boolean }) => {
      const desk = await session.desk();
      const record = await answered(desk.POST('/api/vehicles/show', { body: { vehicle } }));
      session.show(record, options, () => vehicleLinesOf(record));
    });
