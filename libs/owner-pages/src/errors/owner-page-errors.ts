import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { logFailure, problemOf } from '@tidings/http-edge';
import type { Log } from '@tidings/vocabulary';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { originOf } from '../answers/origin-of.js';
import { readAssets } from '../assets/assets.js';
import { pageText } from '../frame/page.js';
import { troublePage } from '../pages/trouble-page.js';
import { readerLanguage } from '../words/reader-language.js';

/** The error shape of this door: a page in the reader's language. Nothing of the error itself is shown, only the request id. */
@Catch()
export class OwnerPageErrors implements ExceptionFilter {
  private readonly assets = readAssets();

  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error, request.id);
    logFailure(this.log, error, problem, request);
    if (reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    const trouble = problem.status < 500 ? 'not-found' : 'fault';
    const page = troublePage(readerLanguage(request), trouble, request.id);
    void reply
      .code(problem.status)
      .header('x-request-id', request.id)
      .header('cache-control', 'no-store')
      .header('content-type', 'text/html; charset=utf-8')
      .send(pageText(page, { assets: this.assets, origin: originOf(request) }));
  }
}
