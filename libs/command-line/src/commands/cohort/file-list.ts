import { readFile } from 'node:fs/promises';
import { countText, numberText } from '../../printing/amounts.js';
import { answered, type ReleaseDesk } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

/** Files the list in a file and answers its id; what was left out is said beside the answer. Errors: Refusal with the lines at fault. */
export async function fileList(
  session: Session,
  desk: ReleaseDesk,
  file: string,
  { leaveOutUnknown }: { readonly leaveOutUnknown: boolean },
): Promise<string> {
  const list = await answered(
    desk.POST('/api/vehicle-lists', {
      params: { query: { unknown: leaveOutUnknown ? 'leave-out' : 'refuse' } },
      body: await readFile(session.pathOf(file), 'utf8'),
      bodySerializer: (text) => text,
      headers: { 'content-type': 'application/octet-stream' },
    }),
  );
  if (list.unknownCount > 0)
    session.note(
      `${countText(list.unknownCount, 'name')} left out, ${countText(list.vehicles, 'vehicle')} on the list:`,
      ...list.unknown.slice(0, SHOWN).map(({ line, name }) => `  line ${numberText(line)}: ${name}`),
      ...(list.unknownCount > SHOWN ? [`  and ${numberText(list.unknownCount - SHOWN)} more`] : []),
    );
  return list.id;
}

const SHOWN = 20;
