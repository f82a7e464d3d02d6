import { Readable } from 'node:stream';
import { DomainError } from '@tidings/vocabulary';
import type { FastifyRequest } from 'fastify';

/** The raw bytes of a request, streaming. Errors: 'media-type-not-supported' when it is not application/octet-stream. */
export function bytesOf(request: FastifyRequest): Readable {
  if (request.body instanceof Readable) return request.body;
  throw new DomainError('media-type-not-supported');
}
