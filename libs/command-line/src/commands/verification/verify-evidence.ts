import type { Command } from 'commander';
import { countText, sizeText } from '../../printing/amounts.js';
import { Refusal, refuse } from '../../refusal.js';
import { streamedLines } from '../../release-desk/streamed-lines.js';
import type { Session } from '../../session.js';
import { packageIdNamed } from '../package/all-packages.js';
import { releaseIdNamed } from '../release/all-releases.js';
import { type EndLine, type FaultLine, faultLines, goodLines } from './verification-lines.js';

type Line =
  | FaultLine
  | EndLine
  | { readonly kind: 'stopped'; readonly because: string }
  | { readonly kind: 'progress'; readonly of: string; readonly done: number; readonly bytes?: number };

export function verifyEvidence(to: Command, session: Session): void {
  to.command('package <name> [version]')
    .description('recompute digest, signature and content of a package, from the stored bytes')
    .action(async (...words: readonly unknown[]) => {
      const name = namedBy(words);
      const id = await packageIdNamed(await session.desk(), name);
      await verify(session, `The package ${name}`, `/api/verifications/packages/${id}`);
    });
  to.command('release <name> [version]')
    .description('the same of a release: its packages, notes and approvals')
    .action(async (...words: readonly unknown[]) => {
      const name = namedBy(words);
      const id = await releaseIdNamed(await session.desk(), name);
      await verify(session, `The release ${name}`, `/api/verifications/releases/${id}`);
    });
  to.command('store')
    .description('the same of everything: journal, rows, and every byte of every artifact; it may take hours')
    .action(() => verify(session, 'All that is on record', '/api/verifications/store'));
}

/** commander puts options and command behind the words. */
const namedBy = (words: readonly unknown[]): string => words.filter((word) => typeof word === 'string').join(' ');

async function verify(session: Session, what: string, path: string): Promise<void> {
  const faults: FaultLine[] = [];
  let end: EndLine | undefined;
  const isWatched = session.io.err.isTTY === true;
  for await (const line of streamedLines<Line>(session, path)) {
    if (line.kind === 'fault') faults.push(line);
    else if (line.kind === 'end') end = line;
    else if (line.kind === 'stopped') throw stopped(line.because, what, faults);
    else if (isWatched) session.io.err.write(`\r\u001b[2K${progressText(line)}`);
  }
  if (isWatched) session.io.err.write('\r\u001b[2K');
  if (!end) throw stopped('the connection was cut', what, faults);
  if (faults.length > 0) throw new Refusal(faultLines(what, faults));
  session.say(...goodLines(what, end));
}

function progressText({
  of,
  done,
  bytes,
}: {
  readonly of: string;
  readonly done: number;
  readonly bytes?: number;
}): string {
  if (of === 'journal') return `Reading the journal  ${countText(done, 'entry', 'entries')}`;
  if (of === 'rows') return `Comparing rows  ${countText(done, 'row')}`;
  return `Reading artifacts  ${countText(done, 'artifact')}, ${sizeText(bytes ?? 0)}`;
}

const stopped = (because: string, what: string, faults: readonly FaultLine[]): Refusal =>
  refuse(
    `The verification stopped before its end (${because}): it proves nothing yet. Run it again.`,
    ...(faults.length > 0 ? faultLines(what, faults) : []),
  );
