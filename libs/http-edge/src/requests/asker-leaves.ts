import type { FastifyReply } from 'fastify';

/** Aborted when the connection closes before the answer was given: whoever asked has gone, or asks something else. */
export function askerLeaves({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableEnded) gone.abort();
  });
  return gone.signal;
}
