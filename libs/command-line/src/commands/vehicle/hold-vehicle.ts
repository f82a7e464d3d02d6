import type { Command } from 'commander';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

export const holdVehicle = (to: Command, session: Session): Command =>
  to
    .command('hold <vehicle>')
    .description('nothing begins or goes on in this car until the hold is lifted')
    .requiredOption('--why <reason>', 'for everybody at the desk')
    .action(async (vehicle: string, { why }: { readonly why: string }) => {
      const desk = await session.desk();
      await answered(desk.POST('/api/vehicles/hold', { body: { vehicle, why } }));
      session.say(`${vehicle} is held: ${why}`, `Next  tidings vehicle unhold ${vehicle} --why ...`);
    });

export const unholdVehicle = (to: Command, session: Session): Command =>
  to
    .command('unhold <vehicle>')
    .description('lift the hold on a car')
    .requiredOption('--why <reason>', 'for the journal')
    .action(async (vehicle: string, { why }: { readonly why: string }) => {
      const desk = await session.desk();
      await answered(desk.POST('/api/vehicles/unhold', { body: { vehicle, why } }));
      session.say(`${vehicle} is not held any more.`);
    });
