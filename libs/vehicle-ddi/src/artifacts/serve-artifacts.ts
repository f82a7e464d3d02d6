import type { Readable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { ListArtifacts, OpenArtifact, type ReadableArtifact } from '@tidings/operations';
import type { DeploymentPackage } from '@tidings/views';
import { dateOf, DomainError, Log } from '@tidings/vocabulary';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { artifactBody } from '../deployment/deployment-body.js';
import { answerTypeFor } from '../door/answer-type.js';
import { NotHere } from '../door/not-here.js';
import { sendBody } from '../door/body-bytes.js';
import { VehicleLinks } from '../door/vehicle-links.js';
import { wireNumberOf } from '../door/wire-number.js';
import { type AskedBytes, askedBytes, type ByteSpan } from './byte-range.js';
import { Multipart, MULTIPART } from './multipart.js';
import { isMatch, isSameForRange } from './preconditions.js';

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
      return sendFile(request, reply, number, fileName);
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

  async function sendFile(request: FastifyRequest, reply: FastifyReply, number: number, fileName: string) {
    const artifact = await openArtifact.run(request.vehicleId, number, fileName);
    if (!artifact) throw new NotHere();
    const { size, sha1, filedAt } = artifact.package;
    describeFile(reply, artifact.package);
    const { headers } = request;
    if (!isMatch(headers['if-match'], sha1)) return reply.code(412).send();
    const isPartWanted = request.method === 'GET' && isSameForRange(headerText(headers['if-range']), sha1, filedAt);
    const asked = askedBytes(isPartWanted ? headers.range : undefined, size);
    if (asked.kind === 'not-there') return reply.code(416).header('content-range', `bytes */${size}`).send();
    const open = asked.kind === 'parts' ? describeParts(reply, asked.parts, size) : describeSpan(reply, asked, size);
    if (request.method === 'HEAD') return reply.send();
    // Errors before the first byte come back as errors; later ones cut the connection, so that a part is never taken for the whole.
    const bytes = await open((span) => artifact.read(span));
    bytes.once('error', (cause) => reply.raw.headersSent && logCut(request, cause));
    return reply.send(bytes);
  }

  function logCut(request: FastifyRequest, cause: Error): void {
    const facts = { requestId: request.id, route: request.routeOptions.url, vehicle: request.vehicleId };
    const isOurWill = cause instanceof DomainError && cause.code === 'download-taken-back';
    if (isOurWill) log.info('a download was stopped: its permission is gone', facts);
    else log.warn('a download was cut on our side', { ...facts, cause });
  }
}

function describeFile(reply: FastifyReply, { fileName, sha1, filedAt }: DeploymentPackage): void {
  reply
    .header('accept-ranges', 'bytes')
    .header('content-disposition', disposition(fileName))
    .header('content-type', 'application/octet-stream')
    .header('etag', `"${sha1}"`)
    .header('last-modified', dateOf(filedAt).toUTCString());
}

type Open = (read: ReadableArtifact['read']) => Promise<Readable>;

function describeSpan(reply: FastifyReply, asked: AskedBytes & { kind: 'whole' | 'part' }, size: number): Open {
  const { start, end } = asked.kind === 'part' ? asked : { start: 0, end: size - 1 };
  reply.header('content-length', end - start + 1);
  if (asked.kind === 'part') reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
  return (read) => read({ start, end });
}

function describeParts(reply: FastifyReply, parts: readonly ByteSpan[], size: number): Open {
  const multipart = new Multipart(parts, size);
  reply.code(206).header('content-length', multipart.length).header('content-type', MULTIPART);
  return (read) => multipart.open(read);
}

/** As hawkBit writes it; a name that is no plain token in the form of RFC 6266, 4.3. */
const disposition = (fileName: string): string =>
  /^[\w.+-]+$/.test(fileName)
    ? `attachment;filename=${fileName}`
    : `attachment;filename*=UTF-8''${encodeURIComponent(fileName)}`;

const headerText = (header: string | readonly string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : undefined;
