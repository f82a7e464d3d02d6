import type { Log } from '@tidings/vocabulary';
import type { FastifyInstance } from 'fastify';

/**
 * One line per answered request, with the route's pattern and never the address itself: that may name a vehicle.
 * `level` is 'debug' where requests are many and routine; health checks always are.
 */
export function keepAccessLog(fastify: FastifyInstance, log: Log, level: 'info' | 'debug'): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'no route';
    const facts = {
      requestId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    log[ROUTINE.has(route) ? 'debug' : level]('answered', facts);
    done();
  });
}

const ROUTINE: ReadonlySet<string> = new Set(['/healthz', '/readyz']);
