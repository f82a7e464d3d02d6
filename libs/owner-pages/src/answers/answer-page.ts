import { sha256Of } from '@tidings/vocabulary';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** With the 15 s for which readings are kept (published.ts) a pause shows within a minute wherever the page was kept. */
const PAGE_KEPT = 'public, max-age=30, must-revalidate';

/** Answers a page, or 304 when the reader has it already. */
export function answerPage(request: FastifyRequest, reply: FastifyReply, status: number, html: string): void {
  const etag = `"${sha256Of(html).slice(0, 32)}"`;
  reply.header('etag', etag).header('cache-control', PAGE_KEPT);
  // RFC 9110, 13.1.2: weak comparison, since a proxy that compresses weakens what we sent.
  const held = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (status === 200 && held.includes(etag)) void reply.code(304).send();
  else void reply.code(status).header('content-type', 'text/html; charset=utf-8').send(html);
}
