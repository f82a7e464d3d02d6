import { setTimeout as sleep } from 'node:timers/promises';
import { sizeText } from '../../printing/amounts.js';
import { Transfer } from '../../printing/transfer.js';
import { answered, type ReleaseDesk } from '../../release-desk/release-desk.js';
import { sendFile } from '../../release-desk/send-file.js';
import type { Session } from '../../session.js';

export interface DeclaredFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly declaration: string;
}

const LOOK_EVERY_MS = 500;

/**
 * Begins an upload or finds the one that was cut, sends what is missing, and files the package. Returns its id.
 * Ctrl-C and a lost connection cost nothing: the server keeps what came, and finds it again by the declaration.
 * Errors: Refusal.
 */
export async function sendPackage(
  session: Session,
  desk: ReleaseDesk,
  { path, size, declaration }: DeclaredFile,
): Promise<{ readonly packageId: string; readonly isNew: boolean }> {
  const begun = await answered(desk.POST('/api/uploads', { body: { declaration } }));
  if (begun.packageId !== undefined) return { packageId: begun.packageId, isNew: false };
  const id = begun.uploadId!;
  const { address, token } = await session.way();
  const transfer = new Transfer(session.io.err, size);
  const reading = new AbortController();
  try {
    await sendFile({
      to: new URL(`${address.href.replace(/\/$/, '')}/api/uploads/${id}`),
      token,
      path,
      onSent: (bytes) => transfer.at(bytes),
      onGoingOn: (offset, readsAgain) => {
        if (offset > 0) transfer.say(`Goes on at ${sizeText(offset)} of ${sizeText(size)}: the rest is sent.`);
        if (readsAgain > 0) transfer.say(`The server reads again what it has first, once (${sizeText(readsAgain)}).`);
        if (readsAgain > 0) void showReading(desk, id, transfer, reading.signal);
      },
      onCut: (seconds) =>
        transfer.say(
          `The connection broke${seconds > 0 ? `: another try in ${seconds} s` : ''}. Ctrl-C and push again is as good.`,
        ),
    });
    const { id: packageId } = await answered(desk.POST('/api/uploads/{id}/finish', { params: { path: { id } } }));
    return { packageId, isNew: true };
  } finally {
    reading.abort();
    transfer.end();
  }
}

/** Bytes do not move while the server reads: its own progress is shown instead. */
async function showReading(desk: ReleaseDesk, id: string, transfer: Transfer, over: AbortSignal): Promise<void> {
  for (let wasSeen = false, looks = 0; !over.aborted && (wasSeen || looks < 5); looks++) {
    // Only decoration: whatever goes wrong here, the sending itself tells.
    const seen = await desk.GET('/api/uploads/{id}', { params: { path: { id } } }).catch(() => undefined);
    const { readingAgain } = seen?.data ?? {};
    if (readingAgain) transfer.at(readingAgain.read, 'Reading again');
    else if (wasSeen) return;
    wasSeen ||= readingAgain !== undefined;
    await sleep(LOOK_EVERY_MS, undefined, { signal: over }).catch(() => undefined);
  }
}
