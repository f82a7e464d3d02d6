import type { INestApplicationContext } from '@nestjs/common';
import { DecisionSnapshot } from '@tidings/decision-snapshot';
import { AnswerPoll } from '@tidings/operations';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DdiSettings } from '../ddi-settings.js';
import { answerTypeFor, CBOR, JSON_TYPE } from '../door/answer-type.js';
import { bodyBytes } from '../door/body-bytes.js';
import { VehicleLinks } from '../door/vehicle-links.js';
import { entityTagOf, isListed } from './entity-tag.js';
import { pollBody, quietBody } from './poll-body.js';

/**
 * GET on the vehicle's own address: "is there something for me?" (DDI section 2). A vehicle that memory knows to be quiet gets an
 * answer that was built at start: no read, no write, nothing composed.
 */
export function servePoll(scope: FastifyInstance, app: INestApplicationContext, { pollEvery }: DdiSettings): void {
  const snapshot = app.get(DecisionSnapshot);
  const answerPoll = app.get(AnswerPoll);
  const quietJson = tagged(bodyBytes(JSON_TYPE, quietBody(pollEvery)));
  const quietCbor = tagged(bodyBytes(CBOR, quietBody(pollEvery)));

  scope.get('', (request, reply) => {
    const type = answerTypeFor(request.headers.accept);
    if (snapshot.isQuiet(request.vehicleSeat))
      return answer(request, reply, type, type === CBOR ? quietCbor : quietJson);
    return fullAnswer(request, reply, type);
  });

  async function fullAnswer(request: FastifyRequest, reply: FastifyReply, type: string): Promise<FastifyReply> {
    const links = VehicleLinks.of(request);
    const decided = await answerPoll.run(request.vehicleId);
    const bytes = bodyBytes(type, pollBody(decided, links, pollEvery));
    // No tag, and so never 304, while there is something to do or to stop.
    if (decided.link.kind !== 'none') return reply.header('content-type', type).send(bytes);
    return answer(request, reply, type, tagged(bytes));
  }
}

interface Tagged {
  readonly bytes: Buffer;
  readonly tag: string;
}

const tagged = (bytes: Buffer): Tagged => ({ bytes, tag: entityTagOf(bytes) });

function answer(request: FastifyRequest, reply: FastifyReply, type: string, { bytes, tag }: Tagged): FastifyReply {
  reply.header('etag', tag);
  if (isListed(request.headers['if-none-match'], tag)) return reply.code(304).send();
  return reply.header('content-type', type).send(bytes);
}
