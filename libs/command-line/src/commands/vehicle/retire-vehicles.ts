import type { Command } from 'commander';
import { countText } from '../../printing/amounts.js';
import { Refusal } from '../../refusal.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

export const retireVehicles = (to: Command, session: Session): Command =>
  to
    .command('retire <vehicles...>')
    .description('take vehicles out of service: nothing is offered to them any more')
    .option('--why <why>', 'for the journal')
    .action(async (vehicles: string[], { why }: { readonly why?: string }) => {
      const desk = await session.desk();
      const body = { vehicles, ...(why !== undefined && { why }) };
      const { changed, unchanged, refused } = await answered(desk.POST('/api/vehicles/retire', { body }));
      session.say(`${countText(changed, 'vehicle')} retired, ${countText(unchanged, 'was', 'were')} before.`);
      if (refused.length > 0)
        throw new Refusal(
          refused.map(({ controllerId, field, why: because }) => `${controllerId}: ${field} ${because}.`),
        );
    });
