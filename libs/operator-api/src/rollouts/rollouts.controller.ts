import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, PageRequest } from '@tidings/http-edge';
import { ApproveRollout, CreateRollout } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import { type Actor, parseId, ROLES, type RolloutId } from '@tidings/vocabulary';
import { mapPage, rolloutOverview, rollouts } from '@tidings/views';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { IdOf } from '../openapi/id-of.js';
import { cohortOf } from '../cohorts/cohort-of.js';
import { CreateRolloutRequest } from './create-rollout-request.js';
import { planOf } from './plan-of.js';
import { RolloutAnswer, rolloutAnswer } from './rollout-answer.js';
import { RolloutPage, rolloutSummaryAnswer } from './rollout-summary-answer.js';

/** The intent to bring a cohort to a release: written, approved, watched. */
@ApiTags('rollouts')
@Controller('api/rollouts')
export class RolloutsController {
  constructor(
    private readonly createRollout: CreateRollout,
    private readonly approveRollout: ApproveRollout,
    private readonly pool: ReadPool,
  ) {}

  @Post()
  @Allow('release-manager')
  @Describe({
    id: 'createRollout',
    summary: 'Creates a rollout',
    description:
      'A draft: another person approves it, then it is started. What the plan leaves out has the default of the house.',
    answers: RolloutAnswer,
    status: 201,
    problems: [404, 409, 422],
  })
  async create(
    @CurrentActor() actor: Actor,
    @Body() { name, releaseId, cohort, plan }: CreateRolloutRequest,
  ): Promise<RolloutAnswer> {
    const draft = {
      name,
      releaseId: parseId('rel', releaseId),
      plan: planOf(plan ?? {}),
      cohort: await cohortOf(this.pool, cohort),
    };
    return await this.one(await this.createRollout.run(actor, draft));
  }

  @Get()
  @Allow(...ROLES)
  @Describe({ id: 'listRollouts', summary: 'Lists rollouts, newest first', answers: RolloutPage })
  async list(@Query() page: PageRequest): Promise<RolloutPage> {
    return mapPage(await rollouts(this.pool, page), rolloutSummaryAnswer);
  }

  @Get(':id')
  @Allow(...ROLES)
  @ApiParam({ name: 'id', type: 'string', example: 'rol_0JB5R3XK' })
  @Describe({
    id: 'getRollout',
    summary: 'Tells how far a rollout is and what it waits for',
    answers: RolloutAnswer,
    problems: [404],
  })
  async one(@Param('id', new IdOf('rol')) id: RolloutId): Promise<RolloutAnswer> {
    return rolloutAnswer(found(await rolloutOverview(this.pool, id), 'rollout', id));
  }

  @Post(':id/approve')
  @Allow('approver')
  @ApiParam({ name: 'id', type: 'string', example: 'rol_0JB5R3XK' })
  @Describe({
    id: 'approveRollout',
    summary: 'Approves a rollout, as another person than its author',
    description: 'Binds the cohort’s count and how many vehicles each stage exposes.',
    answers: RolloutAnswer,
    problems: [404, 409],
  })
  async approve(@CurrentActor() actor: Actor, @Param('id', new IdOf('rol')) id: RolloutId): Promise<RolloutAnswer> {
    await this.approveRollout.run(actor, id);
    return await this.one(id);
  }
}
