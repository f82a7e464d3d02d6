import { Controller, Get, Param, Put, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor } from '@tidings/http-edge';
import { AttachDocument, OpenDocument } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import { DOCUMENT_KINDS, type DocumentKind } from '@tidings/release-rules';
import { parseFileName } from '@tidings/update-trust';
import { type Actor, DomainError, type ReleaseId, ROLES } from '@tidings/vocabulary';
import { oneRelease } from '@tidings/views';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { IdOf } from '../openapi/id-of.js';
import { bytesOf } from '../packages/bytes-of.js';
import { ReleaseAnswer, releaseAnswer } from './release-answer.js';

const ID = { name: 'id', type: 'string', example: 'rel_0JB5R3XK' } as const;

/** Bills of materials and provenances of a release; their digests are part of what is approved. */
@ApiTags('releases')
@Controller('api/releases/:id/documents')
export class ReleaseDocumentsController {
  constructor(
    private readonly attach: AttachDocument,
    private readonly open: OpenDocument,
    private readonly pool: ReadPool,
  ) {}

  @Put(':kind/:fileName')
  @Allow('release-manager')
  @ApiParam(ID)
  @ApiParam({ name: 'kind', enum: DOCUMENT_KINDS })
  @ApiParam({ name: 'fileName', type: 'string', example: 'asterion-4.2.cdx.json' })
  @ApiConsumes('application/octet-stream')
  @ApiBody({ required: true, schema: { type: 'string', format: 'binary' }, description: 'The document itself.' })
  @Describe({
    id: 'attachDocument',
    summary: 'Attaches a document to a draft release',
    description: 'An SBOM in CycloneDX JSON, or an in-toto statement (SLSA provenance), at most 16 MiB.',
    answers: ReleaseAnswer,
    problems: [404, 409, 415, 422, 507],
  })
  async put(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('rel')) id: ReleaseId,
    @Param('kind') kind: string,
    @Param('fileName') fileName: string,
    @Req() request: FastifyRequest,
  ): Promise<ReleaseAnswer> {
    const document = { kind: kindOf(kind), fileName: parseFileName(fileName), bytes: bytesOf(request) };
    await this.attach.run(actor, id, document);
    return releaseAnswer(found(await oneRelease(this.pool, id), 'release', id));
  }

  @Get(':sha256')
  @Allow(...ROLES)
  @ApiParam(ID)
  @ApiParam({ name: 'sha256', type: 'string' })
  @ApiProduces('application/json')
  @Describe({ id: 'getDocument', summary: 'Downloads a document of a release', answers: String, problems: [404] })
  async get(
    @Param('id', new IdOf('rel')) id: ReleaseId,
    @Param('sha256') sha256: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { fileName, bytes } = await this.open.run(id, sha256);
    await reply
      .header('content-type', 'application/json')
      .header('content-disposition', `attachment; filename=${fileName}`)
      .send(bytes);
  }
}

function kindOf(text: string): DocumentKind {
  const kind = DOCUMENT_KINDS.find((one) => one === text);
  if (kind === undefined)
    throw new DomainError('bad-request', {
      fields: [{ field: 'kind', must: [`must be ${DOCUMENT_KINDS.join(' or ')}`] }],
    });
  return kind;
}
