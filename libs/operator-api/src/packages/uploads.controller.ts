import { Body, Controller, Delete, Get, Head, HttpStatus, Options, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, Public } from '@tidings/http-edge';
import { BeginUpload, DropUpload, FinishUpload, LookAtUpload, ReceiveBytes, UploadLocks } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import type { Actor, UploadId } from '@tidings/vocabulary';
import { onePackage } from '@tidings/views';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { IdOf } from '../openapi/id-of.js';
import { BeginUploadRequest } from './begin-upload-request.js';
import { PackageAnswer, packageAnswer } from './package-answer.js';
import { answerTus, type UploadVerbs } from './tus-uploads.js';
import { UploadStateAnswer, uploadStateAnswer } from './upload-state-answer.js';
import { UploadAnswer, uploadAnswer } from './upload-answer.js';

/** Three verbs bring a package in: begin, bytes (tus 1.0.0), finish. */
@ApiTags('packages')
@Allow('release-manager')
@Controller('api/uploads')
export class UploadsController {
  private readonly verbs: UploadVerbs;

  constructor(
    private readonly beginUpload: BeginUpload,
    private readonly lookAtUpload: LookAtUpload,
    private readonly finishUpload: FinishUpload,
    private readonly pool: ReadPool,
    receive: ReceiveBytes,
    drop: DropUpload,
    locks: UploadLocks,
  ) {
    this.verbs = { look: lookAtUpload, receive, drop, locks };
  }

  @Post()
  @Describe({
    id: 'beginUpload',
    summary: 'Begins an upload with the publisher’s signed declaration',
    description:
      'The bytes then go to /api/uploads/{id} by tus 1.0.0 (HEAD, PATCH, DELETE; https://tus.io/protocols/resumable-upload), over as many ' +
      'connections as it takes, and finish files the package. Whoever begins the same again is given the same upload, and goes on where it is.',
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
    if (begun.kind === 'waiting-for-bytes') reply.header('location', `/api/uploads/${begun.uploadId}`);
    return uploadAnswer(begun);
  }

  // tus: OpenAPI has no words for its headers, and its clients are libraries of their own. HEAD before GET, or GET answers it.
  @Options([':id', ''])
  @Public()
  @ApiExcludeEndpoint()
  options(@Res() reply: FastifyReply): void {
    const told = { 'tus-resumable': '1.0.0', 'tus-version': '1.0.0', 'tus-extension': 'expiration,termination' };
    void reply.code(HttpStatus.NO_CONTENT).headers(told).send();
  }

  @Head(':id')
  @ApiExcludeEndpoint()
  head(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('upl')) id: UploadId,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return this.tus(actor, id, request, reply);
  }

  @Patch(':id')
  @ApiExcludeEndpoint()
  patch(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('upl')) id: UploadId,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return this.tus(actor, id, request, reply);
  }

  @Delete(':id')
  @ApiExcludeEndpoint()
  drop(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('upl')) id: UploadId,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return this.tus(actor, id, request, reply);
  }

  @Get(':id')
  @ApiParam({ name: 'id', type: 'string', example: 'upl_0JB5R3XK' })
  @Describe({
    id: 'lookAtUpload',
    summary: 'How far an upload is',
    description: 'Only for the person who began it.',
    answers: UploadStateAnswer,
    problems: [404],
  })
  async look(@CurrentActor() actor: Actor, @Param('id', new IdOf('upl')) id: UploadId): Promise<UploadStateAnswer> {
    return uploadStateAnswer(await this.lookAtUpload.run(actor, id));
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

  private async tus(actor: Actor, id: UploadId, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { status, headers } = await answerTus(this.verbs, actor, id, request);
    await reply.code(status).headers(headers).send();
  }
}
