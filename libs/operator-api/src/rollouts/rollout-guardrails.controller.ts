import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor } from '@tidings/http-edge';
import { ReleaseSliceHold } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import { type Actor, Clock, ROLES, type RolloutId, type SliceHoldId } from '@tidings/vocabulary';
import { oneRollout, rolloutGuardrails, sliceHolds } from '@tidings/views';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { IdOf } from '../openapi/id-of.js';
import { guardrailAnswer, GuardrailsAnswer, sliceHoldAnswer, SliceHoldsAnswer } from './guardrails-answer.js';
import { StopRequest } from './stop-request.js';

const ID = { name: 'id', type: 'string', example: 'rol_0JB5R3XK' } as const;

/** What stops a rollout by itself, and the parts of its cohort that wait. */
@ApiTags('rollouts')
@Controller('api/rollouts/:id')
export class RolloutGuardrailsController {
  constructor(
    private readonly releaseHold: ReleaseSliceHold,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
  ) {}

  @Get('guardrails')
  @Allow(...ROLES)
  @ApiParam(ID)
  @Describe({
    id: 'getRolloutGuardrails',
    summary: 'Tells how every guardrail stands now, with what it compares',
    description: 'A guardrail to which nothing came in is blind, never green.',
    answers: GuardrailsAnswer,
    problems: [404],
  })
  async guardrails(@Param('id', new IdOf('rol')) id: RolloutId): Promise<GuardrailsAnswer> {
    const verdicts = found(await rolloutGuardrails(this.pool, id, this.clock.now()), 'rollout', id);
    return { guardrails: verdicts.map(guardrailAnswer) };
  }

  @Get('holds')
  @Allow(...ROLES)
  @ApiParam(ID)
  @Describe({
    id: 'listRolloutHolds',
    summary: 'Lists the parts of its cohort that wait because they failed more than the rest',
    answers: SliceHoldsAnswer,
    problems: [404],
  })
  async holds(@Param('id', new IdOf('rol')) id: RolloutId): Promise<SliceHoldsAnswer> {
    found(await oneRollout(this.pool, id), 'rollout', id);
    return await this.now(id);
  }

  @Post('holds/:hold/release')
  @Allow('release-manager', 'approver', 'safety-approver')
  @ApiParam(ID)
  @ApiParam({ name: 'hold', type: 'string', example: 'hol_0JB5R3XKx7' })
  @Describe({
    id: 'releaseRolloutHold',
    summary: 'Asks to let a held part go on, or does it as the second person',
    description: 'Two people: the first one asks and says why, another one releases.',
    answers: SliceHoldsAnswer,
    problems: [404, 409],
  })
  async release(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('rol')) id: RolloutId,
    @Param('hold', new IdOf('hol')) hold: SliceHoldId,
    @Body() { why }: StopRequest,
  ): Promise<SliceHoldsAnswer> {
    await this.releaseHold.run(actor, id, hold, why);
    return await this.now(id);
  }

  private async now(id: RolloutId): Promise<SliceHoldsAnswer> {
    return { holds: (await sliceHolds(this.pool, id)).map(sliceHoldAnswer) };
  }
}
