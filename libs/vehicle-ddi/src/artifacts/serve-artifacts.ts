import type { INestApplicationContext } from '@nestjs/common';
import { disposition, sendFile } from '@tidings/http-edge';
import { ListArtifacts, OpenArtifact } from '@tidings/operations';
import { DomainError, Log } from '@tidings/vocabulary';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { artifactBody } from '../deployment/deployment-body.js';
import { answerTypeFor } from '../door/answer-type.js';
import { NotHere } from '../door/not-here.js';
import { sendBody } from '../door/body-bytes.js';
import { VehicleLinks } from '../door/vehicle-links.js';
import { wireNumberOf } from '../door/wire-number.js';

interface OfPackage {
  Params: { readonly packageNumber: string };
}
interface OfFile {
  Params: { readonly packageNumber: string; readonly fileName: string };
}

const MD5SUM = '.MD5SUM';

/** The files of the vehicle's present attempt (DDI section 9). */
export function serveArtifacts(scope: FastifyInstance, app: INestApplicationContext): void {
  const listArtifacts = app.get(ListArtifacts);
  const openArtifact = app.get(OpenArtifact);
  const log = app.get(Log);

  scope.get<OfPackage>('/softwaremodules/:packageNumber/artifacts', async (request, reply) => {
    const type = answerTypeFor(request.headers.accept);
    const links = VehicleLinks.of(request);
    const packages = await listArtifacts.run(request.vehicleId, wireNumberOf(request.params.packageNumber));
    if (packages.length === 0) throw new NotHere();
    const bodies = packages.map((one) => artifactBody(one, links));
    return sendBody(reply, type, bodies);
  });

  scope.route<OfFile>({
    method: ['GET', 'HEAD'],
    url: '/softwaremodules/:packageNumber/artifacts/:fileName',
    config: { sendsPackage: true },
    handler: (request, reply) => {
      const { packageNumber, fileName } = request.params;
      const number = wireNumberOf(packageNumber);
      if (fileName.endsWith(MD5SUM)) return sendMd5Sum(request, reply, number, fileName.slice(0, -MD5SUM.length));
      return answerFile(request, reply, number, fileName);
    },
  });

  async function sendMd5Sum(request: FastifyRequest, reply: FastifyReply, number: number, fileName: string) {
    const packages = await listArtifacts.run(request.vehicleId, number);
    const one = packages.find((each) => each.fileName === fileName);
    if (!one) throw new NotHere();
    return reply
      .header('content-disposition', disposition(`${fileName}${MD5SUM}`))
      .header('content-type', 'text/plain;charset=UTF-8')
      .send(`${one.md5}  ${fileName}`);
  }

  async function answerFile(request: FastifyRequest, reply: FastifyReply, number: number, fileName: string) {
    const artifact = await openArtifact.run(request.vehicleId, number, fileName);
    if (!artifact) throw new NotHere();
    const { size, sha1, filedAt } = artifact.package;
    return sendFile(request, reply, {
      ...{ fileName, size, entityTag: sha1, filedAt },
      read: (span) => artifact.read(span),
      link: () => artifact.link(),
      held: () => artifact.held(),
      cut: (cause) => logCut(request, cause),
    });
  }

  function logCut(request: FastifyRequest, cause: Error): void {
    const facts = { requestId: request.id, route: request.routeOptions.url, vehicle: request.vehicleId };
    const isOurWill = cause instanceof DomainError && cause.code === 'download-taken-back';
    if (isOurWill) log.info('a download was stopped: its permission is gone', facts);
    else log.warn('a download was cut on our side', { ...facts, cause });
  }
}
