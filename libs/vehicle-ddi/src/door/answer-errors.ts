import { DomainError, type Log } from '@tidings/vocabulary';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorTypeFor } from './answer-type.js';
import { sendBody } from './body-bytes.js';
import { DdiRefusal } from './ddi-refusal.js';
import { NotHere } from './not-here.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its answer is a package to the vehicle, whatever the status says. */
    readonly sendsPackage?: boolean;
  }
}

/** A vehicle that was told 503 comes back after its own pause or this one: long enough for a database to restart. */
const RETRY_AFTER_SECONDS = '30';

/**
 * Every error at this door, in the protocol's shape. Where a package is expected a fault of ours is never answered at all:
 * swupdate takes the body of a 503 for the package, so the connection is cut before a status line (quality.md, "Reliability").
 */
export function answerErrors(log: Log) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const refusal = refusalFor(error);
    const status = refusal instanceof NotHere ? 404 : refusal.status;
    if (status >= 500) logFailure(log, error, request);
    if (status >= 500 && request.routeOptions.config.sendsPackage) {
      reply.hijack();
      request.raw.socket.destroy();
      return;
    }
    // What was said about the entity is not true of this answer.
    for (const name of ['content-length', 'content-range', 'content-type', 'etag']) reply.removeHeader(name);
    reply.code(status);
    if (status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
    if (refusal instanceof NotHere) sendNotHere(request, reply);
    else void sendBody(reply, errorTypeFor(request.headers.accept), refusal.body);
  };
}

/** swupdate builds its report of a refused download around the body of the answer: without one the report is no JSON. */
function sendNotHere(request: FastifyRequest, reply: FastifyReply): void {
  if (request.routeOptions.config.sendsPackage) void reply.type('text/plain;charset=UTF-8').send('Not here.');
  else void reply.send();
}

function refusalFor(error: unknown): DdiRefusal | NotHere {
  if (error instanceof DdiRefusal || error instanceof NotHere) return error;
  if (error instanceof DomainError) return ofDomain(error);
  switch ((error as { readonly statusCode?: unknown } | undefined)?.statusCode) {
    case 400:
      return new DdiRefusal('body-not-readable', 'The body cannot be read: it must be whole and valid.');
    case 413:
      return new DdiRefusal('body-too-large', 'The body is larger than any report: send less text.');
    case 415:
      return new DdiRefusal('content-not-taken', 'Bodies are taken as application/json or application/cbor.');
    default:
      return new DdiRefusal('failed-here', 'The request failed on our side: send it again later.');
  }
}

function ofDomain(error: DomainError): DdiRefusal | NotHere {
  switch (error.code) {
    case 'not-found':
    case 'download-taken-back':
      return new NotHere();
    case 'too-many-attributes':
      return new DdiRefusal(
        'too-many-entries',
        'There would be more attributes than are kept of a vehicle: send fewer.',
      );
    case 'too-many-reports':
      return new DdiRefusal('too-many-entries', 'More is not kept of one action: send only what ends it.');
    case 'spool-not-writable':
      return new DdiRefusal('away-for-now', 'The report cannot be kept now: send it again later.');
    case 'database-away':
    case 'store-away':
      return new DdiRefusal('away-for-now', 'This cannot be answered now: ask again later.');
    default:
      return new DdiRefusal('failed-here', 'The request failed on our side: send it again later.');
  }
}

/** Once, with the route's pattern and our id of the vehicle: its address names it. */
function logFailure(log: Log, cause: unknown, request: FastifyRequest): void {
  const facts = {
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url,
    vehicle: request.vehicleId,
    cause,
  };
  if (cause instanceof DomainError && cause.code === 'spool-not-writable')
    log.error('reports of vehicles are refused: neither the database nor this disk takes them', facts);
  else if (cause instanceof DomainError) log.warn('a vehicle could not be served', facts);
  else log.error('a vehicle could not be served, for a reason nobody foresaw', facts);
}
