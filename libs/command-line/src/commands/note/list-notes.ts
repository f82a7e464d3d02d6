import type { Command } from 'commander';
import { instantText } from '../../printing/amounts.js';
import { table } from '../../printing/table.js';
import { everyItem } from '../../release-desk/every-item.js';
import type { components } from '../../release-desk/openapi.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { releaseIdNamed } from '../release/all-releases.js';

type Note = components['schemas']['NoteAnswer'];

interface Options {
  readonly release?: string;
  readonly json?: boolean;
}

export const listNotes = (to: Command, session: Session): Command =>
  to
    .command('list')
    .description('revisions of release notes, newest first')
    .option('--release <release>', 'only those of this release, by id or by name and version')
    .option('--json', 'answer as JSON')
    .action(async (options: Options) => {
      const desk = await session.desk();
      const of = options.release === undefined ? {} : { releaseId: await releaseIdNamed(desk, options.release) };
      const notes = await everyItem((page) =>
        answered(desk.GET('/api/notes', { params: { query: { ...page, ...of } } })),
      );
      session.show(notes, options, () => linesFor(notes));
    });

function linesFor(notes: readonly Note[]): readonly string[] {
  if (notes.length === 0) return ['No note yet. Submit one with: tidings note publish FILE --release RELEASE'];
  return table(
    [
      { head: 'ID', cell: ({ id }) => id },
      { head: 'LANGUAGE', cell: ({ language }) => language },
      { head: 'REVISION', cell: ({ number }) => String(number), align: 'right' },
      { head: 'STATE', cell: stateText },
      { head: 'AUTHOR', cell: ({ author }) => author },
      { head: 'SUBMITTED', cell: ({ submittedAt }) => instantText(submittedAt) },
    ],
    notes,
  );
}

function stateText({ state, liveAt, needsSafetyApproval, approvedBy, safetyApprovedBy }: Note): string {
  if (state === 'live' && liveAt !== undefined) return `live since ${instantText(liveAt)}`;
  if (state !== 'in-review') return state;
  const missing = [
    ...(approvedBy === undefined ? ['approver'] : []),
    ...(needsSafetyApproval && safetyApprovedBy === undefined ? ['safety approver'] : []),
  ];
  return `in review, waits for ${missing.join(' and ')}`;
}
