import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor } from '@tidings/http-edge';
import { DryRunRollout } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import type { Actor, RolloutId } from '@tidings/vocabulary';
import { dryRunVehicles, latestDryRun } from '@tidings/views';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { IdOf } from '../openapi/id-of.js';
import { DryRunAnswer, dryRunAnswer } from './dry-run-answer.js';
import { DryRunVehiclesPage, DryRunVehiclesRequest } from './dry-run-vehicles.js';

const ID = { name: 'id', type: 'string', example: 'rol_0JB5R3XK' } as const;

/** What a rollout would do, before it starts. */
@ApiTags('rollouts')
@Controller('api/rollouts/:id/dry-run')
export class DryRunsController {
  constructor(
    private readonly dryRun: DryRunRollout,
    private readonly pool: ReadPool,
  ) {}

  @Post()
  @Allow('release-manager', 'approver', 'safety-approver')
  @ApiParam(ID)
  @Describe({
    id: 'dryRunRollout',
    summary: 'Counts what a rollout would do with the facts of now; starts and changes nothing',
    description:
      'The forecast (duration, download load, blast radius) is rehearsed by the conductor and is there a little later.',
    answers: DryRunAnswer,
    status: 201,
    problems: [404, 409, 422],
  })
  async run(@CurrentActor() actor: Actor, @Param('id', new IdOf('rol')) id: RolloutId): Promise<DryRunAnswer> {
    await this.dryRun.run(actor, id);
    return await this.latest(id);
  }

  @Get()
  @Allow('release-manager', 'approver', 'safety-approver', 'support', 'auditor', 'administrator')
  @ApiParam(ID)
  @Describe({ id: 'showDryRun', summary: 'The latest dry run of a rollout', answers: DryRunAnswer, problems: [404] })
  async show(@Param('id', new IdOf('rol')) id: RolloutId): Promise<DryRunAnswer> {
    return await this.latest(id);
  }

  // The same people as for a preview: the answer names vehicles.
  @Get('vehicles')
  @Allow('release-manager', 'approver', 'safety-approver', 'support', 'auditor', 'administrator')
  @ApiParam(ID)
  @Describe({
    id: 'listDryRunVehicles',
    summary: 'Lists the vehicles of one stage as the latest dry run found them',
    answers: DryRunVehiclesPage,
    problems: [404],
  })
  async vehicles(
    @Param('id', new IdOf('rol')) id: RolloutId,
    @Query() { stage, after, limit }: DryRunVehiclesRequest,
  ): Promise<DryRunVehiclesPage> {
    const { id: dryRunId } = found(await latestDryRun(this.pool, id), 'dry run of rollout', id);
    return await dryRunVehicles(this.pool, { dryRunId, stage, after, limit });
  }

  private async latest(id: RolloutId): Promise<DryRunAnswer> {
    return dryRunAnswer(found(await latestDryRun(this.pool, id), 'dry run of rollout', id));
  }
}
