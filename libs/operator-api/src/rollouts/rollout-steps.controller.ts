import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, PageRequest } from '@tidings/http-edge';
import { ReadPool } from '@tidings/postgres';
import { Clock, ROLES, type RolloutId } from '@tidings/vocabulary';
import { mapPage, oneRollout, recordedSteps, replayRollout, unresolvedVehicles } from '@tidings/views';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { IdOf } from '../openapi/id-of.js';
import { unresolvedVehicleAnswer, UnresolvedVehiclePage } from './named-vehicles-answer.js';
import { recordedStepAnswer, RecordedStepPage } from './recorded-step-answer.js';
import { ReplayAnswer, replayAnswer } from './replay-answer.js';
import { StepPageRequest } from './step-page-request.js';

const ID = { name: 'id', type: 'string', example: 'rol_0JB5R3XK' } as const;

/** What was done with a rollout, what was looked at, and whether it follows. */
@ApiTags('rollouts')
@Controller('api/rollouts/:id')
export class RolloutStepsController {
  constructor(
    private readonly pool: ReadPool,
    private readonly clock: Clock,
  ) {}

  @Get('steps')
  @Allow(...ROLES)
  @ApiParam(ID)
  @Describe({
    id: 'listRolloutSteps',
    summary: 'Lists the steps of a rollout, oldest first, with all that was looked at',
    answers: RecordedStepPage,
    problems: [404],
  })
  async steps(@Param('id', new IdOf('rol')) id: RolloutId, @Query() page: StepPageRequest): Promise<RecordedStepPage> {
    found(await oneRollout(this.pool, id), 'rollout', id);
    return { items: (await recordedSteps(this.pool, id, page)).map(recordedStepAnswer) };
  }

  @Get('replay')
  @Allow(...ROLES)
  @ApiParam(ID)
  @Describe({
    id: 'replayRollout',
    summary: 'Makes every decision of a rollout again, from what was looked at, and compares',
    answers: ReplayAnswer,
    problems: [404],
  })
  async replay(@Param('id', new IdOf('rol')) id: RolloutId): Promise<ReplayAnswer> {
    found(await oneRollout(this.pool, id), 'rollout', id);
    return replayAnswer(await replayRollout(this.pool, id));
  }

  // The same people as for a preview: the answer names vehicles.
  @Get('unresolved')
  @Allow('release-manager', 'approver', 'safety-approver', 'support', 'auditor', 'administrator')
  @ApiParam(ID)
  @Describe({
    id: 'listUnresolvedVehicles',
    summary: 'Lists the vehicles that began long enough ago to be silent and have no outcome: who a stage waits for',
    answers: UnresolvedVehiclePage,
    problems: [404],
  })
  async unresolved(
    @Param('id', new IdOf('rol')) id: RolloutId,
    @Query() page: PageRequest,
  ): Promise<UnresolvedVehiclePage> {
    const { facts } = found(await oneRollout(this.pool, id), 'rollout', id);
    return mapPage(await unresolvedVehicles(this.pool, facts, page, this.clock.now()), unresolvedVehicleAnswer);
  }
}
