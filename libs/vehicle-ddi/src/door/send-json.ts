import type { FastifyReply } from 'fastify';

/** As bytes: for text Fastify would write its own charset behind the type the client negotiated. */
export const sendJson = (reply: FastifyReply, type: string, body: object): FastifyReply =>
  reply.header('content-type', type).send(Buffer.from(JSON.stringify(body)));
