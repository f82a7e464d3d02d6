import type { INestApplicationContext } from '@nestjs/common';
import { RecordAttributes } from '@tidings/operations';
import type { FastifyInstance } from 'fastify';
import { readAttributes } from './read-attributes.js';

/** PUT configData: what the vehicle says of itself (DDI section 7). */
export function serveAttributes(scope: FastifyInstance, app: INestApplicationContext): void {
  const recordAttributes = app.get(RecordAttributes);

  scope.put('/configData', async (request, reply) => {
    const { mode, attributes } = readAttributes(request.body);
    await recordAttributes.run(request.vehicleId, mode, attributes);
    return reply.code(200).send();
  });
}
