import { parentPort } from 'node:worker_threads';
import { type DigestKind, type DigestSet, openDigestSet, type SavedDigests } from './digest-set.js';

/** What the thread is asked; it answers in the order of asking. */
export type DigestOrder =
  | { readonly id: number; readonly do: 'open'; readonly kind: DigestKind; readonly saved?: SavedDigests | undefined }
  | { readonly id: number; readonly do: 'update'; readonly bytes: Uint8Array }
  | { readonly id: number; readonly do: 'save' | 'end' | 'drop' };

/** Digests on a thread of their own: a worker of this file. Bytes come in shared memory, so nothing is copied. */
const sets = new Map<number, DigestSet>();
let before: Promise<unknown> = Promise.resolve();

parentPort?.on('message', (order: DigestOrder) => {
  before = before
    .then(() => answer(order))
    .then(
      (result) => parentPort!.postMessage({ result }),
      (error: unknown) => parentPort!.postMessage({ error: String(error) }),
    );
});

async function answer(order: DigestOrder): Promise<unknown> {
  if (order.do === 'open') return sets.set(order.id, await openDigestSet(order.kind, order.saved)).size;
  const set = sets.get(order.id);
  if (order.do === 'drop') return sets.delete(order.id);
  if (set === undefined) throw new Error('these digests were never begun, or have ended');
  if (order.do === 'update') return void set.update(order.bytes);
  if (order.do === 'save') return set.save();
  sets.delete(order.id);
  return set.end();
}
