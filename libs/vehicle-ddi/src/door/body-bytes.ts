import { encode } from 'cborg';
import type { FastifyReply } from 'fastify';
import { CBOR } from './answer-type.js';

/** A body in the type that was negotiated. */
export const bodyBytes = (type: string, body: object): Buffer =>
  Buffer.from(type === CBOR ? encode(body) : JSON.stringify(body));

/** As bytes: for text Fastify would write its own charset behind the type the client negotiated. */
export const sendBody = (reply: FastifyReply, type: string, body: object): FastifyReply =>
  reply.header('content-type', type).send(bodyBytes(type, body));
