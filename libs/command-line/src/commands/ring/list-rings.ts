import type { Command } from 'commander';
import { numberText } from '../../printing/amounts.js';
import { table } from '../../printing/table.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

export const listRings = (to: Command, session: Session): Command =>
  to
    .command('list')
    .description('rings, with how many vehicles are in each')
    .option('--json', 'answer as JSON')
    .action(async (options: { readonly json?: boolean }) => {
      const desk = await session.desk();
      const { items } = await answered(desk.GET('/api/rings'));
      session.show(items, options, () =>
        items.length === 0
          ? ['No ring yet. Open one with: tidings ring create NAME --description WHO']
          : table(
              [
                { head: 'RING', cell: ({ name }) => name },
                { head: 'VEHICLES', cell: ({ vehicles }) => numberText(vehicles), align: 'right' },
                { head: 'FOR', cell: ({ description }) => description },
              ],
              items,
            ),
      );
    });
