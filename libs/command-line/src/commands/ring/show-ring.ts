import type { Command } from 'commander';
import { instantText } from '../../printing/amounts.js';
import { table } from '../../printing/table.js';
import { everyItem } from '../../release-desk/every-item.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

export const showRing = (to: Command, session: Session): Command =>
  to
    .command('show <name>')
    .description('the vehicles in a ring: since when, and who let them in')
    .option('--json', 'answer as JSON')
    .action(async (name: string, options: { readonly json?: boolean }) => {
      const desk = await session.desk();
      const members = await everyItem(({ after }) => {
        const body = after === undefined ? {} : { after };
        return answered(desk.POST('/api/rings/{name}/members', { params: { path: { name } }, body }));
      });
      session.show(members, options, () =>
        members.length === 0
          ? [`Nobody is in the ring ${name}.`]
          : table(
              [
                { head: 'VEHICLE', cell: ({ controllerId }) => controllerId },
                { head: 'SINCE', cell: ({ joinedAt }) => instantText(joinedAt) },
                { head: 'LET IN BY', cell: ({ joinedBy }) => joinedBy },
              ],
              members,
            ),
      );
    });
