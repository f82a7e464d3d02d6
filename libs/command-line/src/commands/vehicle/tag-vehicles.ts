import type { Command } from 'commander';
import { countText } from '../../printing/amounts.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

/** Both: the words are named first, with commas, then the vehicles. */
export function tagVehicles(to: Command, session: Session): void {
  for (const verb of ['tag', 'untag'] as const)
    to.command(`${verb} <words> <vehicles...>`)
      .description(verb === 'tag' ? 'put words (a,b) on vehicles' : 'take words (a,b) off vehicles')
      .action(async (text: string, vehicles: string[]) => {
        const words = text
          .split(',')
          .map((word) => word.trim())
          .filter((word) => word !== '');
        const desk = await session.desk();
        const body = { vehicles, ...(verb === 'tag' ? { add: words } : { remove: words }) };
        const { changed } = await answered(desk.POST('/api/vehicles/tag', { body }));
        session.say(`${countText(changed, 'vehicle')} of ${vehicles.length} changed.`);
      });
}
