import { Readable } from 'node:stream';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor } from '@tidings/http-edge';
import { WriteDossier } from '@tidings/operations';
import type { Actor, RolloutId } from '@tidings/vocabulary';
import type { FastifyReply } from 'fastify';
import { Describe } from '../openapi/describe.js';
import { IdOf } from '../openapi/id-of.js';

/** The record of a rollout for who has to prove it. */
@ApiTags('rollouts')
@Controller('api/rollouts/:id/dossier')
export class DossierController {
  constructor(private readonly writeDossier: WriteDossier) {}

  @Get()
  @Allow('auditor', 'release-manager', 'approver', 'safety-approver', 'administrator')
  @ApiParam({ name: 'id', type: 'string', example: 'rol_0JB5R3XK' })
  @ApiProduces('application/x-ndjson')
  @Describe({
    id: 'getDossier',
    summary: 'Exports the UN R156 record of a rollout, to be verified offline',
    description:
      'NDJSON; its last line holds the digest of all before it. Vehicles are named by their controller ids, never by VIN.',
    answers: String,
    problems: [404],
  })
  async dossier(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('rol')) id: RolloutId,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const lines = await this.writeDossier.run(actor, id);
    await reply
      .header('content-type', 'application/x-ndjson')
      .header('content-disposition', `attachment; filename=${id}.dossier`)
      .header('cache-control', 'no-store')
      .send(Readable.from(lines, { objectMode: false }));
  }
}
