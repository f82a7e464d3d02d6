import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type Log } from '@tidings/vocabulary';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { logFailure } from './log-failure.js';
import { type Problem, problemOf } from './problem-of.js';

/** Answers every error as a problem document (RFC 9457) and logs, once, those that are ours. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error, request.id);
    logFailure(this.log, error, problem, request);
    // Half an answer cannot be taken back: cutting the connection is the only way left to say that it is not whole.
    if (reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    if (problem.status === 401) reply.header('www-authenticate', challengeFor(problem));
    reply
      .code(problem.status)
      .header('x-request-id', request.id)
      .header('cache-control', 'no-store')
      .header('content-type', 'application/problem+json')
      .send(JSON.stringify(documentOf(problem, request.id)));
  }
}

/** RFC 9457 section 3.1; `code` and `facts` are extension members. `instance` is the request id, as in x-request-id. */
const documentOf = (problem: Problem, requestId: string): Readonly<Record<string, unknown>> => ({
  type: `urn:tidings:problem:${problem.code}`,
  title: problem.title,
  status: problem.status,
  detail: problem.detail,
  instance: requestId,
  code: problem.code,
  facts: problem.facts,
});

/** RFC 6750 section 3. */
const challengeFor = (problem: Problem): string =>
  problem.code === 'token-not-valid' ? 'Bearer error="invalid_token"' : 'Bearer';
