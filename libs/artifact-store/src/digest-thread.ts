import { Worker } from 'node:worker_threads';
import type { DigestKind, SavedDigests } from './digest-set.js';
import type { DigestOrder } from './digest-worker.js';

/** A digest set on another thread. */
export interface ThreadedDigests {
  /** Settles when the bytes may be written over. They lie in shared memory. */
  readonly update: (bytes: Uint8Array) => Promise<void>;
  readonly save: () => Promise<SavedDigests>;
  readonly end: () => Promise<Readonly<Record<string, string>>>;
  readonly drop: () => void;
}

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** One thread for all digests of a process, started when it is first needed; it keeps no process alive. */
class DigestThread {
  private readonly waiting: Waiting[] = [];
  private readonly worker: Worker;
  isOver = false;

  constructor() {
    this.worker = startWorker();
    this.worker.unref();
    this.worker.on('message', ({ result, error }: { readonly result: never; readonly error?: string }) => {
      const next = this.waiting.shift();
      if (error === undefined) next?.resolve(result);
      else next?.reject(new Error(error));
    });
    const over = (cause: unknown): void => {
      this.isOver = true;
      for (const { reject } of this.waiting.splice(0)) reject(new Error('the digest thread ended', { cause }));
    };
    this.worker.on('error', over);
    this.worker.on('exit', over);
  }

  ask<T>(order: DigestOrder): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.isOver) return reject(new Error('the digest thread ended'));
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(order);
    });
  }
}

let thread: DigestThread | undefined;
let lastId = 0;

/** Errors of every call: an Error when the thread has ended; digests begun on it are lost, and the next ones get a new thread. */
export async function openThreadedDigests(kind: DigestKind, saved?: SavedDigests): Promise<ThreadedDigests> {
  if (thread === undefined || thread.isOver) thread = new DigestThread();
  const [on, id] = [thread, ++lastId];
  await on.ask({ id, do: 'open', kind, saved });
  return {
    update: (bytes) => on.ask({ id, do: 'update', bytes }),
    save: () => on.ask({ id, do: 'save' }),
    end: () => on.ask({ id, do: 'end' }),
    drop: () => void on.ask({ id, do: 'drop' }).catch(() => undefined),
  };
}

/** Built: the worker's JavaScript lies beside ours. From the sources: its TypeScript does, and is compiled on the way. */
function startWorker(): Worker {
  // Nothing of the process's own options: what it loads at its start is not meant for a thread that only digests.
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./digest-worker.js', import.meta.url), { execArgv: [] });
  return new Worker(new URL('./digest-worker.ts', import.meta.url), {
    execArgv: ['--no-warnings', '--import', '@swc-node/register/esm-register'],
  });
}
