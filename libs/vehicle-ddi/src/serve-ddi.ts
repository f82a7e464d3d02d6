import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DecisionSnapshot } from '@tidings/decision-snapshot';
import { ReportSpool } from '@tidings/operations';
import { Clock, Log, type VehicleId } from '@tidings/vocabulary';
import type { FastifyInstance, HTTPMethods, RouteOptions } from 'fastify';
import { serveArtifacts } from './artifacts/serve-artifacts.js';
import { serveAttributes } from './attributes/serve-attributes.js';
import type { DdiSettings } from './ddi-settings.js';
import { serveDeployment } from './deployment/serve-deployment.js';
import { admitVehicles } from './door/admit.js';
import { answerErrors } from './door/answer-errors.js';
import { DdiRefusal } from './door/ddi-refusal.js';
import { holdBack } from './door/hold-back.js';
import { readBodies } from './door/read-bodies.js';
import { servePoll } from './poll/serve-poll.js';
import { serveReports } from './reports/serve-reports.js';

/**
 * hawkBit's Direct Device Integration v1 on a door, at /{tenant}/controller/v1/{controllerId}. Call it in the door's `prepare`; the
 * app must hold the operations and their ports.
 *
 * All of it is one Fastify scope, not only the poll: the protocol has its own admission, body reader, error shape and 405 for
 * every address, and a scope says each once. As Nest controllers each would need a guard, a filter and a way around the strict pipe.
 */
export function serveDdi(app: NestFastifyApplication, settings: DdiSettings): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  void fastify.register(
    (scope, _options, done) => {
      scope.decorateRequest('vehicleSeat', -1);
      scope.decorateRequest('vehicleId', '' as VehicleId);
      scope.addHook('onRequest', admitVehicles(app.get(DecisionSnapshot), app.get(Clock), settings.tenant));
      scope.addHook('onRequest', holdBack(app.get(ReportSpool)));
      scope.setErrorHandler(answerErrors(app.get(Log)));
      readBodies(scope);
      const served = listenForRoutes(scope);
      servePoll(scope, app, settings);
      serveDeployment(scope, app);
      serveReports(scope, app);
      serveAttributes(scope, app);
      serveArtifacts(scope, app);
      refuseOtherMethods(scope, served);
      done();
    },
    { prefix: '/:tenant/controller/v1/:controllerId' },
  );
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const satisfies readonly HTTPMethods[];

/** Methods by address, filled while the routes are added. */
function listenForRoutes(scope: FastifyInstance): ReadonlyMap<string, Set<string>> {
  const served = new Map<string, Set<string>>();
  scope.addHook('onRoute', ({ url, method }: RouteOptions & { readonly url: string }) => {
    const methods = served.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    served.set(url, methods);
  });
  return served;
}

/** Other methods on our addresses are 405, said before a body is read. */
function refuseOtherMethods(scope: FastifyInstance, served: ReadonlyMap<string, Set<string>>): void {
  for (const [url, methods] of [...served]) {
    const allowed = [...methods].join(', ');
    scope.route({
      method: METHODS.filter((method) => !methods.has(method)),
      url: url.slice(scope.prefix.length),
      onRequest: (_request, reply, done) => {
        reply.header('allow', allowed);
        done(new DdiRefusal('not-allowed', `This address takes ${allowed}.`));
      },
      handler: () => undefined,
    });
  }
}
