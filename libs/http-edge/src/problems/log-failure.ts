import { DomainError, type Log } from '@tidings/vocabulary';
import type { FastifyRequest } from 'fastify';
import type { Problem } from './problem-of.js';

/**
 * Logs a failed request once, with its stack, if it failed on our side: an error nobody foresaw calls a person, a
 * foreseen one (a provider away, a full store) is watched. What the asker did wrong is in the access log only.
 */
export function logFailure(log: Log, error: unknown, problem: Problem, request: FastifyRequest): void {
  if (problem.status < 500) return;
  const facts = { requestId: request.id, route: request.routeOptions.url, code: problem.code, cause: error };
  if (isTheAskerGone(request)) log.debug('the asker left before the answer', facts);
  else if (error instanceof DomainError) log.warn('a request failed on our side', facts);
  else log.error('a request failed for a reason nobody foresaw', facts);
}

const isTheAskerGone = (request: FastifyRequest): boolean => request.raw.socket.destroyed;
