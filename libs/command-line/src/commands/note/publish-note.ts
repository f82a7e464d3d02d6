import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { facts } from '../../printing/facts.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { releaseIdNamed } from '../release/all-releases.js';

interface Options {
  readonly release: string;
  readonly json?: boolean;
}

export const publishNote = (to: Command, session: Session): Command =>
  to
    .command('publish <file>')
    .description('submit a text for review; it goes live when another person has approved it')
    .requiredOption('--release <release>', 'the release it tells of, by id or by name and version')
    .option('--json', 'answer as JSON')
    .action(async (file: string, options: Options) => {
      const source = await readFile(session.pathOf(file), 'utf8');
      const desk = await session.desk();
      const releaseId = await releaseIdNamed(desk, options.release);
      const note = await answered(desk.POST('/api/notes', { body: { releaseId, source } }));
      session.show(note, options, () => [
        note.state === 'live'
          ? `The note in ${note.language} is live already, word for word.`
          : `The note in ${note.language} is in review. ${
              note.needsSafetyApproval
                ? 'It is about safety: an approver and a safety approver say yes, two further persons.'
                : 'Another person approves it.'
            }`,
        ...facts([
          ['Id', note.id],
          ['Revision', String(note.number)],
          ['Next', note.state === 'live' ? undefined : `tidings note approve ${note.id} --as approver`],
        ]),
      ]);
    });
