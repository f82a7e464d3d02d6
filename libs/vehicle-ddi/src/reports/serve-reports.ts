import type { INestApplicationContext } from '@nestjs/common';
import { TakeReport } from '@tidings/operations';
import type { Report } from '@tidings/rollout-engine';
import type { FastifyInstance } from 'fastify';
import { DdiRefusal } from '../door/ddi-refusal.js';
import { NotHere } from '../door/not-here.js';
import { wireNumberOf } from '../door/wire-number.js';
import { readFeedback } from './read-feedback.js';

interface Numbered {
  Params: { readonly number: string };
}

/**
 * What a vehicle says about an attempt or its cancel (DDI sections 4 and 5). 200 when it is durable, also late, twice and after
 * the attempt was closed: hawkBit's 410 makes rauc install again (rollouts.md, "Attempts").
 */
export function serveReports(scope: FastifyInstance, app: INestApplicationContext): void {
  const takeReport = app.get(TakeReport);

  const serve = (path: string, door: Report['door']): void => {
    scope.post<Numbered>(path, { config: { takesReports: true } }, async (request, reply) => {
      const number = wireNumberOf(request.params.number);
      const report = readFeedback(door, request.body);
      switch (await takeReport.run(request.vehicleId, number, report)) {
        case 'recorded':
          return reply.code(200).send();
        case 'unknown-attempt':
          throw new NotHere();
        case 'not-being-cancelled':
          throw new DdiRefusal('not-being-cancelled', 'This action was not asked to be cancelled.');
      }
    });
  };
  serve('/deploymentBase/:number/feedback', 'deployment');
  serve('/cancelAction/:number/feedback', 'cancel');
}
