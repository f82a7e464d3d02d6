import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

const compress = promisify(gzip);

/** Texts are sent compressed to browsers that say they can read that. For the `prepare` of this door. */
export function prepareOwnerPages(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
      if (!isText(reply) || !(typeof payload === 'string' || Buffer.isBuffer(payload))) return payload;
      reply.header('vary', 'accept-encoding');
      if (!/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(request.headers['accept-encoding'] ?? '')) return payload;
      reply.header('content-encoding', 'gzip');
      return compress(payload);
    });
}

/** Only what everybody may read: the length of a compressed secret tells about it (BREACH). */
const isText = (reply: FastifyReply): boolean =>
  /^(text\/|image\/svg)/.test(String(reply.getHeader('content-type') ?? '')) &&
  /^public\b/.test(String(reply.getHeader('cache-control') ?? ''));
