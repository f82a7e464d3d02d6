import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, PageRequest } from '@tidings/http-edge';
import { RegisterTargets } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import { type Actor, ROLES, type RolloutId } from '@tidings/vocabulary';
import { mapPage, notReached, oneRollout, refusedTargets, targetRegisters } from '@tidings/views';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { IdOf } from '../openapi/id-of.js';
import { RefusedTargetPage, refusedTargetAnswer } from './named-vehicles-answer.js';
import { registerAnswer, RegistersAnswer } from './register-answer.js';

const ID = { name: 'id', type: 'string', example: 'rol_0JB5R3XK' } as const;

/** A line for every vehicle a rollout is meant for: what it is, how old that knowledge is, and whether the release is compatible with it. */
@ApiTags('rollouts')
@Controller('api/rollouts/:id/registers')
export class RegisterController {
  constructor(
    private readonly registerTargets: RegisterTargets,
    private readonly pool: ReadPool,
  ) {}

  @Get()
  @Allow(...ROLES)
  @ApiParam(ID)
  @Describe({
    id: 'listRegisters',
    summary: 'Lists the target registers of a rollout, newest first',
    answers: RegistersAnswer,
    problems: [404],
  })
  async list(@Param('id', new IdOf('rol')) id: RolloutId): Promise<RegistersAnswer> {
    found(await oneRollout(this.pool, id), 'rollout', id);
    const [registers, unreached] = await Promise.all([targetRegisters(this.pool, id), notReached(this.pool, id)]);
    return { registers: registers.map(registerAnswer), notReached: unreached };
  }

  @Post()
  @Allow('release-manager', 'approver')
  @ApiParam(ID)
  @Describe({
    id: 'registerTargets',
    summary: 'Writes a fresh target register of an approved rollout',
    description: 'Approval writes the first. A rollout does not start on one that is older than 24 hours.',
    answers: RegistersAnswer,
    problems: [404, 409, 507],
  })
  async register(@CurrentActor() actor: Actor, @Param('id', new IdOf('rol')) id: RolloutId): Promise<RegistersAnswer> {
    await this.registerTargets.run(actor, id);
    return await this.list(id);
  }

  // The same people as for a preview: the answer names vehicles.
  @Get('newest/refused')
  @Allow('release-manager', 'approver', 'safety-approver', 'support', 'auditor', 'administrator')
  @ApiParam(ID)
  @Describe({
    id: 'listRefusedTargets',
    summary: 'Lists every vehicle of the newest register that a rule refuses, with the facts compared',
    answers: RefusedTargetPage,
    problems: [404],
  })
  async refused(@Param('id', new IdOf('rol')) id: RolloutId, @Query() page: PageRequest): Promise<RefusedTargetPage> {
    found(await oneRollout(this.pool, id), 'rollout', id);
    return mapPage(await refusedTargets(this.pool, id, page), refusedTargetAnswer);
  }
}
