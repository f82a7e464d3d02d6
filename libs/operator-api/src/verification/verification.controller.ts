import { Readable } from 'node:stream';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Allow } from '@tidings/http-edge';
import { type VerificationLine, type VerificationScope, VerifyEvidence } from '@tidings/operations';
import type { PackageId, ReleaseId } from '@tidings/vocabulary';
import type { FastifyReply } from 'fastify';
import { Describe } from '../openapi/describe.js';
import { IdOf } from '../openapi/id-of.js';

const LINES =
  'NDJSON while it runs: lines of kind progress and fault, and at the end one of kind end (faults, entries, blocks, lastHash, rows, artifacts, ' +
  'bytes) or stopped (because). An answer without either was cut off and proves nothing.';

/** Whether what is on record is what was written: recomputed from rows and stored bytes. */
@ApiTags('journal')
@Allow('auditor', 'release-manager', 'approver', 'safety-approver', 'administrator')
@Controller('api/verifications')
export class VerificationController {
  constructor(private readonly verify: VerifyEvidence) {}

  @Get('store')
  @ApiProduces('application/x-ndjson')
  @Describe({
    id: 'verifyStore',
    summary: 'Verifies the journal, every row that stands in it, and every byte of every artifact',
    description: `${LINES} It reads the whole store: with terabytes, that takes hours.`,
    answers: String,
  })
  store(@Res() reply: FastifyReply): Promise<void> {
    return this.send(reply, { kind: 'store' });
  }

  @Get('packages/:id')
  @ApiParam({ name: 'id', type: 'string', example: 'pkg_0JB5R3XK' })
  @ApiProduces('application/x-ndjson')
  @Describe({
    id: 'verifyPackage',
    summary: 'Verifies one package: its row, key and publisher, its signature, and every byte of its artifact',
    description: LINES,
    answers: String,
    problems: [404],
  })
  package(@Param('id', new IdOf('pkg')) id: PackageId, @Res() reply: FastifyReply): Promise<void> {
    return this.send(reply, { kind: 'package', id });
  }

  @Get('releases/:id')
  @ApiParam({ name: 'id', type: 'string', example: 'rel_0JB5R3XK' })
  @ApiProduces('application/x-ndjson')
  @Describe({
    id: 'verifyRelease',
    summary: 'Verifies one release: its row, packages and notes, and the approvals of its rollouts',
    description: LINES,
    answers: String,
    problems: [404],
  })
  release(@Param('id', new IdOf('rel')) id: ReleaseId, @Res() reply: FastifyReply): Promise<void> {
    return this.send(reply, { kind: 'release', id });
  }

  private async send(reply: FastifyReply, scope: VerificationScope): Promise<void> {
    const lines = await this.verify.run(scope);
    await reply
      .header('content-type', 'application/x-ndjson')
      .header('cache-control', 'no-store')
      .send(Readable.from(asText(lines), { objectMode: false }));
  }
}

async function* asText(lines: AsyncGenerator<VerificationLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}
