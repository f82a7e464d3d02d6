import type { ReportSpool } from '@tidings/operations';
import { DomainError } from '@tidings/vocabulary';
import type { FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What comes here adds to what the vehicle said; nothing is decided about it. */
    readonly takesReports?: boolean;
  }
}

/**
 * While a report of a vehicle waits in the spool the database does not know what the vehicle did. Shown the same link again, swupdate would install
 * a second time: so it is answered as if the database were away. Errors: DomainError 'database-away'.
 */
export function holdBack(spool: ReportSpool) {
  return (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void => {
    const isHeld = spool.holds(request.vehicleId) && request.routeOptions.config.takesReports !== true;
    done(
      isHeld ? new DomainError('database-away', { reason: 'a report of this vehicle is not recorded yet' }) : undefined,
    );
  };
}
