import { Body, Controller, HttpStatus, Param, Post, Put, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor } from '@tidings/http-edge';
import { BeginUpload, FinishUpload, ReceiveBytes } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import type { Actor, UploadId } from '@tidings/vocabulary';
import { onePackage } from '@tidings/views';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { IdOf } from '../openapi/id-of.js';
import { BeginUploadRequest } from './begin-upload-request.js';
import { bytesOf } from './bytes-of.js';
import { PackageAnswer, packageAnswer } from './package-answer.js';
import { ReceivedAnswer } from './received-answer.js';
import { UploadAnswer, uploadAnswer } from './upload-answer.js';

/** Three verbs bring a package in: begin, bytes, finish. */
@ApiTags('packages')
@Allow('release-manager')
@Controller('api/uploads')
export class UploadsController {
  constructor(
    private readonly beginUpload: BeginUpload,
    private readonly receiveBytes: ReceiveBytes,
    private readonly finishUpload: FinishUpload,
    private readonly pool: ReadPool,
  ) {}

  @Post()
  @Describe({
    id: 'beginUpload',
    summary: 'Begins an upload with the publisher’s signed declaration',
    answers: UploadAnswer,
    status: 201,
    orElse200: 'Exactly this package is on file: nothing needs to travel.',
    problems: [409, 422],
  })
  async begin(
    @CurrentActor() actor: Actor,
    @Body() { declaration }: BeginUploadRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UploadAnswer> {
    const begun = await this.beginUpload.run(actor, declaration);
    reply.code(begun.kind === 'on-file' ? HttpStatus.OK : HttpStatus.CREATED);
    return uploadAnswer(begun);
  }

  @Put(':id/bytes')
  @ApiParam({ name: 'id', type: 'string', example: 'upl_0JB5R3XK' })
  @ApiConsumes('application/octet-stream')
  @ApiBody({ required: true, schema: { type: 'string', format: 'binary' }, description: 'The file itself.' })
  @Describe({
    id: 'sendBytes',
    summary: 'Sends the bytes of the file',
    description:
      'Streamed and digested on the way. Nothing is kept unless size and digest are the declared ones; send it again after a cut.',
    answers: ReceivedAnswer,
    problems: [404, 409, 415, 422, 507],
  })
  async bytes(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('upl')) id: UploadId,
    @Req() request: FastifyRequest,
  ): Promise<ReceivedAnswer> {
    const { sha256, size } = await this.receiveBytes.run(actor, id, bytesOf(request));
    return { sha256, size };
  }

  @Post(':id/finish')
  @ApiParam({ name: 'id', type: 'string', example: 'upl_0JB5R3XK' })
  @Describe({
    id: 'finishUpload',
    summary: 'Files the package',
    description: 'Signature, digest and size are checked once more. Finishing again gives the same package.',
    answers: PackageAnswer,
    problems: [404, 409, 422],
  })
  async finish(@CurrentActor() actor: Actor, @Param('id', new IdOf('upl')) id: UploadId): Promise<PackageAnswer> {
    const packageId = await this.finishUpload.run(actor, id);
    return packageAnswer(found(await onePackage(this.pool, packageId), 'package', packageId));
  }
}
