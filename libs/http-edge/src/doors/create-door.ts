import { type DynamicModule, type ExceptionFilter, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Log } from '@tidings/vocabulary';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { handlersWithoutRights } from '../people/handlers-without-rights.js';
import { SignedIn } from '../people/signed-in.js';
import type { WhoIsAsking } from '../people/who-is-asking.js';
import { ProblemFilter } from '../problems/problem-filter.js';
import { keepAccessLog } from '../requests/access-log.js';
import { NestLog } from '../requests/nest-log.js';
import { readBody } from '../requests/read-body.js';
import { requestIdOf } from '../requests/request-id.js';
import { addSecureHeaders, type Visitors } from '../requests/secure-headers.js';
import { type HealthCheck, HealthChecks, type HealthRemark } from './health-checks.js';
import { HealthModule } from './health-module.js';

export interface DoorOptions {
  readonly log: Log;
  /** Decides headers and how loud the access log is: every poll of a car is 'debug'. */
  readonly visitors: Visitors;
  /** What /readyz asks. */
  readonly checks: readonly HealthCheck[];
  /** What /readyz tells beside. */
  readonly remarks?: readonly HealthRemark[];
  /** Absent: the door knows nobody, and only what is @Public opens. */
  readonly whoIsAsking?: WhoIsAsking;
  /** A door whose protocol or pages have an error shape of their own. Default: problem documents. */
  readonly errors?: ExceptionFilter;
  /** Addresses or networks whose X-Forwarded-* is believed. Default: nobody's. */
  readonly trustedProxies?: readonly string[];
  /** Of a parsed body; raw bytes are counted by whoever reads them. Default 1 MiB. */
  readonly bodyLimitBytes?: number;
  /** Last chance to add routes of Fastify's own or an OpenAPI document: afterwards no route can be added. */
  readonly prepare?: (app: NestFastifyApplication) => void | Promise<void>;
}

/**
 * One door: a Nest application on a Fastify instance of its own, ready to answer and not yet listening (see handlerOf, listen).
 * Errors: an Error naming the handlers that say neither @Allow nor @Public; whatever the module's providers throw.
 */
export async function createDoor(module: Type | DynamicModule, options: DoorOptions): Promise<NestFastifyApplication> {
  const errors = options.errors ?? new ProblemFilter(options.log);
  const adapter = adapterFor(options, errors);
  const health = HealthModule.of(new HealthChecks(options.checks, options.log, options.remarks));
  const door = { module: Door, imports: [module, health] };
  const app = await NestFactory.create<NestFastifyApplication>(door, adapter, {
    logger: new NestLog(options.log),
    abortOnError: false,
  });
  const mutes = handlersWithoutRights(app);
  if (mutes.length > 0) throw new Error(`These handlers say neither @Allow nor @Public: ${mutes.join(', ')}`);

  const fastify = adapter.getInstance();
  await addSecureHeaders(fastify, options.visitors);
  keepAccessLog(fastify, options.log, options.visitors === 'vehicles' ? 'debug' : 'info');
  app.useGlobalFilters(errors);
  app.useGlobalGuards(new SignedIn(options.whoIsAsking));
  app.useGlobalPipes(readBody());
  await options.prepare?.(app);
  await app.init();
  await fastify.ready();
  return app;
}

@Module({})
class Door {}

/** Bodies of any length. */
const RAW = ['application/octet-stream', 'application/offset+octet-stream', 'text/csv', 'application/x-ndjson'];

const ONE_MEBIBYTE = 1_048_576;

function adapterFor(options: DoorOptions, errors: ExceptionFilter): FastifyAdapter {
  const adapter = new FastifyAdapter({
    logger: false,
    bodyLimit: options.bodyLimitBytes ?? ONE_MEBIBYTE,
    // An upload may take an hour; a slow head is cut by the server (see listen).
    requestTimeout: 0,
    // While it closes, a door answers what still comes in: swupdate would take the body of a general 503 for its package.
    return503OnClosing: false,
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    genReqId: requestIdOf,
    // A controller id may have 256 characters, and three times as many when they are escaped; the default is 100.
    routerOptions: { maxParamLength: 1_024 },
    // Addresses the router refuses before any hook runs.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      void errors.catch(adapter.mapException(error), new ExecutionContextHost([request, reply])),
  });
  const fastify = adapter.getInstance();
  // Raw bytes reach the handler as the request stream, so back-pressure goes to the socket.
  fastify.addContentTypeParser(RAW, (_request, payload, done) => done(null, payload));
  fastify.removeContentTypeParser('text/plain');
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  return adapter;
}
