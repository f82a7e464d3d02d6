import type { INestApplicationContext } from '@nestjs/common';
import { OpenCancel, OpenDeployment } from '@tidings/operations';
import type { FastifyInstance } from 'fastify';
import { answerTypeFor } from '../door/answer-type.js';
import { NotHere } from '../door/not-here.js';
import { sendBody } from '../door/body-bytes.js';
import { VehicleLinks } from '../door/vehicle-links.js';
import { wireNumberOf } from '../door/wire-number.js';
import { deploymentBody } from './deployment-body.js';

interface Numbered {
  Params: { readonly number: string };
}

/** What the two links of a poll lead to (DDI sections 3 and 5). */
export function serveDeployment(scope: FastifyInstance, app: INestApplicationContext): void {
  const openDeployment = app.get(OpenDeployment);
  const openCancel = app.get(OpenCancel);

  scope.get<Numbered>('/deploymentBase/:number', async (request, reply) => {
    const type = answerTypeFor(request.headers.accept);
    const links = VehicleLinks.of(request);
    const deployment = await openDeployment.run(request.vehicleId, wireNumberOf(request.params.number));
    if (!deployment) throw new NotHere();
    return sendBody(reply, type, deploymentBody(deployment, links));
  });

  scope.get<Numbered>('/cancelAction/:number', async (request, reply) => {
    const type = answerTypeFor(request.headers.accept);
    const number = wireNumberOf(request.params.number);
    if (!(await openCancel.run(request.vehicleId, number))) throw new NotHere();
    const id = `${number}`;
    return sendBody(reply, type, { id, cancelAction: { stopId: id } });
  });
}
