import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiParam, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, sendFile } from '@tidings/http-edge';
import { OpenPackage } from '@tidings/operations';
import { Log, type PackageId } from '@tidings/vocabulary';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Describe } from '../openapi/describe.js';
import { IdOf } from '../openapi/id-of.js';

/** The file of a package, for people. */
@ApiTags('packages')
@Allow('release-manager', 'approver', 'safety-approver', 'auditor', 'administrator')
@Controller('api/packages/:id/artifact')
export class PackageBytesController {
  constructor(
    private readonly openPackage: OpenPackage,
    private readonly log: Log,
  ) {}

  @Get()
  @ApiParam({ name: 'id', type: 'string', example: 'pkg_0JB5R3XK' })
  @ApiProduces('application/octet-stream')
  @ApiResponse({ status: 206, description: 'The part that a Range header asked for.' })
  @ApiResponse({ status: 302, description: 'The store gives the bytes out itself, at this address, for a moment.' })
  @ApiResponse({ status: 304, description: 'The asker has these bytes: their tag is the SHA-256.' })
  @ApiResponse({ status: 412, description: 'Another file than If-Match names.' })
  @ApiResponse({ status: 416, description: 'The file has no such range; content-range says how long it is.' })
  @Describe({
    id: 'getPackageBytes',
    summary: 'Gives the file itself, whole or in parts',
    description: 'HEAD, Range, If-Range, If-Match and If-None-Match are understood (RFC 9110). Its tag is its SHA-256.',
    answers: String,
    problems: [404],
  })
  async bytes(
    @Param('id', new IdOf('pkg')) id: PackageId,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { file, read, link } = await this.openPackage.run(id);
    const { fileName, size, sha256, filedAt } = file;
    await sendFile(request, reply, {
      ...{ fileName, size, entityTag: sha256, filedAt, read, link },
      held: () => Promise.resolve(),
      cut: (cause) => this.log.warn('a download was cut on our side', { requestId: request.id, package: id, cause }),
    });
  }
}
