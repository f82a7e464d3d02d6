import type { Command } from 'commander';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

export const approveNote = (to: Command, session: Session): Command =>
  to
    .command('approve <id>')
    .description('say yes to a text, as another person than its authors; the last yes publishes it')
    .action(async (id: string) => {
      const desk = await session.desk();
      const note = await answered(desk.POST('/api/notes/{id}/approve', { params: { path: { id } } }));
      session.say(
        note.state === 'live'
          ? `The note in ${note.language} is live. Cars of markets that read ${note.language} may be offered the release.`
          : `Your yes is noted. ${
              note.safetyApprovedBy === undefined
                ? `A safety approver is still needed: tidings note approve ${note.id} --as safety-approver`
                : `An approver is still needed: tidings note approve ${note.id} --as approver`
            }`,
      );
    });
