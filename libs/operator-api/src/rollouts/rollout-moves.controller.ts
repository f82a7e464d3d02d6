import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor } from '@tidings/http-edge';
import { AdvanceRollout, ResumeRollout, StartRollout, StopRollout } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import type { Actor, RolloutId } from '@tidings/vocabulary';
import { rolloutOverview } from '@tidings/views';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { IdOf } from '../openapi/id-of.js';
import { AdvanceRequest } from './advance-request.js';
import { RolloutAnswer, rolloutAnswer } from './rollout-answer.js';
import { StopRequest } from './stop-request.js';

const ID = { name: 'id', type: 'string', example: 'rol_0JB5R3XK' } as const;

/** What a person does to a rollout that is approved. Each takes effect at every vehicle's next request. */
@ApiTags('rollouts')
@Controller('api/rollouts/:id')
export class RolloutMovesController {
  constructor(
    private readonly startRollout: StartRollout,
    private readonly stopRollout: StopRollout,
    private readonly resumeRollout: ResumeRollout,
    private readonly advanceRollout: AdvanceRollout,
    private readonly pool: ReadPool,
  ) {}

  @Post('start')
  @Allow('release-manager')
  @ApiParam(ID)
  @Describe({
    id: 'startRollout',
    summary: 'Opens the first stage',
    answers: RolloutAnswer,
    problems: [404, 409],
  })
  async start(@CurrentActor() actor: Actor, @Param('id', new IdOf('rol')) id: RolloutId): Promise<RolloutAnswer> {
    await this.startRollout.run(actor, id);
    return await this.now(id);
  }

  @Post('pause')
  @Allow('release-manager', 'approver', 'safety-approver', 'administrator')
  @ApiParam(ID)
  @Describe({
    id: 'pauseRollout',
    summary: 'Pauses: every vehicle without the whole package stops at its next contact',
    description: 'One person is enough. `afterStop` of the answer names the vehicles that are past stopping.',
    answers: RolloutAnswer,
    problems: [404, 409],
  })
  async pause(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('rol')) id: RolloutId,
    @Body() { why }: StopRequest,
  ): Promise<RolloutAnswer> {
    await this.stopRollout.run(actor, id, 'pause', why);
    return await this.now(id);
  }

  @Post('halt')
  @Allow('release-manager', 'approver', 'safety-approver', 'administrator')
  @ApiParam(ID)
  @Describe({
    id: 'haltRollout',
    summary: 'Halts for good: no attempt under way comes back',
    description: 'One person is enough.',
    answers: RolloutAnswer,
    problems: [404, 409],
  })
  async halt(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('rol')) id: RolloutId,
    @Body() { why }: StopRequest,
  ): Promise<RolloutAnswer> {
    await this.stopRollout.run(actor, id, 'halt', why);
    return await this.now(id);
  }

  @Post('resume')
  @Allow('release-manager')
  @ApiParam(ID)
  @Describe({
    id: 'resumeRollout',
    summary: 'Ends a pause',
    description: 'Attempts that were not told yet go on; a vehicle that was told to cancel gets a new attempt.',
    answers: RolloutAnswer,
    problems: [404, 409],
  })
  async resume(@CurrentActor() actor: Actor, @Param('id', new IdOf('rol')) id: RolloutId): Promise<RolloutAnswer> {
    await this.resumeRollout.run(actor, id);
    return await this.now(id);
  }

  @Post('advance')
  @Allow('release-manager', 'approver')
  @ApiParam(ID)
  @Describe({
    id: 'advanceRollout',
    summary: 'Opens the next stage, if the evidence allows it',
    answers: RolloutAnswer,
    problems: [404, 409],
  })
  async advance(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('rol')) id: RolloutId,
    @Body() { early }: AdvanceRequest,
  ): Promise<RolloutAnswer> {
    await this.advanceRollout.byPerson(actor, id, early);
    return await this.now(id);
  }

  private async now(id: RolloutId): Promise<RolloutAnswer> {
    return rolloutAnswer(found(await rolloutOverview(this.pool, id), 'rollout', id));
  }
}
