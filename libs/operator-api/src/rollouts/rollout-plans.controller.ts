import { Body, Controller, Get, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor } from '@tidings/http-edge';
import { ApprovePlanVersion, RevisePlan } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import { type Actor, ROLES, type RolloutId } from '@tidings/vocabulary';
import { oneRollout, planVersions } from '@tidings/views';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { IdOf } from '../openapi/id-of.js';
import { PlanVersionsAnswer, planVersionsAnswer } from './plan-version-answer.js';
import { revisedPlan } from './plan-of.js';
import { RevisePlanRequest } from './revise-plan-request.js';

const ID = { name: 'id', type: 'string', example: 'rol_0JB5R3XK' } as const;

/** How a plan changes: by versions, each with its author, its cause and its differences. */
@ApiTags('rollouts')
@Controller('api/rollouts/:id/plan-versions')
export class RolloutPlansController {
  constructor(
    private readonly revisePlan: RevisePlan,
    private readonly approvePlan: ApprovePlanVersion,
    private readonly pool: ReadPool,
  ) {}

  @Get()
  @Allow(...ROLES)
  @ApiParam(ID)
  @Describe({
    id: 'listPlanVersions',
    summary: 'Lists the versions of a plan, newest first, with what each changes',
    answers: PlanVersionsAnswer,
    problems: [404],
  })
  async list(@Param('id', new IdOf('rol')) id: RolloutId): Promise<PlanVersionsAnswer> {
    found(await oneRollout(this.pool, id), 'rollout', id);
    return await this.versions(id);
  }

  @Post()
  @Allow('release-manager')
  @ApiParam(ID)
  @Describe({
    id: 'revisePlan',
    summary: 'Proposes another version of a plan',
    description:
      'What only tightens a rollout that runs or is paused is in force at once; everything else waits for another person. The only way on after a halt.',
    answers: PlanVersionsAnswer,
    status: 201,
    problems: [404, 409, 422],
  })
  async revise(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('rol')) id: RolloutId,
    @Body() { plan, without, why }: RevisePlanRequest,
  ): Promise<PlanVersionsAnswer> {
    const { facts } = found(await oneRollout(this.pool, id), 'rollout', id);
    await this.revisePlan.run(actor, id, revisedPlan(facts.plan, plan, without), why);
    return await this.versions(id);
  }

  @Post(':number/approve')
  @Allow('approver')
  @ApiParam(ID)
  @ApiParam({ name: 'number', type: 'integer', example: 2 })
  @Describe({
    id: 'approvePlanVersion',
    summary: 'Puts a proposed version in force, as another person than its author',
    description: 'Counts the cohort and the stages again. A rollout that was halted runs again.',
    answers: PlanVersionsAnswer,
    problems: [404, 409, 422],
  })
  async approve(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('rol')) id: RolloutId,
    @Param('number', ParseIntPipe) number: number,
  ): Promise<PlanVersionsAnswer> {
    await this.approvePlan.run(actor, id, number);
    return await this.versions(id);
  }

  private async versions(id: RolloutId): Promise<PlanVersionsAnswer> {
    return planVersionsAnswer(await planVersions(this.pool, id));
  }
}
