/**
 * Cuts bytes into parts of equal size (the last may be shorter) and sends one while the next is filled: at most two are in
 * memory. Settles only when nothing is under way any more, so that whoever cleans up after an error cleans up everything.
 * Answers what `send` answered, in order; no bytes, no parts.
 */
export async function sendInParts<T>(
  bytes: AsyncIterable<Buffer>,
  partSize: number,
  send: (part: Buffer, number: number) => Promise<T>,
): Promise<readonly T[]> {
  const sent: Promise<T>[] = [];
  try {
    for await (const part of inParts(bytes, partSize)) {
      await sent.at(-1);
      const sending = send(part, sent.length + 1);
      // Looked at one part later; until then its failure must not count as unhandled.
      sending.catch(() => undefined);
      sent.push(sending);
    }
    return await Promise.all(sent);
  } finally {
    await Promise.allSettled(sent);
  }
}

async function* inParts(bytes: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer, void, undefined> {
  let part = Buffer.allocUnsafe(size);
  let filled = 0;
  for await (const chunk of bytes) {
    for (let from = 0; from < chunk.length;) {
      const taken = chunk.copy(part, filled, from);
      from += taken;
      filled += taken;
      if (filled < size) continue;
      yield part;
      part = Buffer.allocUnsafe(size);
      filled = 0;
    }
  }
  if (filled > 0) yield part.subarray(0, filled);
}
