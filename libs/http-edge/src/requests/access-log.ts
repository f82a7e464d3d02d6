import type { Log } from '@tidings/vocabulary';
import type { FastifyInstance } from 'fastify';

/**
 * One line per answered request, with the route's pattern and never the address itself: that may name a vehicle. The vehicles' door
 * leaves our id of who was admitted on the request, as `vehicleId`.
 * `level` is 'debug' where requests are many and routine; health checks always are.
 */
export function keepAccessLog(fastify: FastifyInstance, log: Log, level: 'info' | 'debug'): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'no route';
    const { vehicleId } = request as { readonly vehicleId?: string };
    const facts = {
      requestId: request.id,
      method: request.method,
      route,
      ...(vehicleId && { vehicle: vehicleId }),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    log[ROUTINE.has(route) ? 'debug' : level]('answered', facts);
    done();
  });
}

const ROUTINE: ReadonlySet<string> = new Set(['/healthz', '/readyz']);
