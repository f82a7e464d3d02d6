import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor } from '@tidings/http-edge';
import { CallBackRelease, WithdrawRelease } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import { type Actor, Clock, parseId, type ReleaseId, ROLES } from '@tidings/vocabulary';
import { oneRelease, recallStatus, withdrawalOf } from '@tidings/views';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { IdOf } from '../openapi/id-of.js';
import { planOf } from '../rollouts/plan-of.js';
import { PlanRequest } from '../rollouts/plan-request.js';
import { StopRequest } from '../rollouts/stop-request.js';
import { RecallRequest } from './recall-request.js';
import { recallAnswer, RecallsAnswer } from './recall-answer.js';
import { ReleaseAnswer, releaseAnswer } from './release-answer.js';
import { WithdrawalAnswer } from './withdrawal-answer.js';

/** What the asker leaves out is as in the template of that name. */
const RECALL: Pick<PlanRequest, 'template'> = { template: 'recall' };
const ID = { name: 'id', type: 'string', example: 'rel_0JB5R3XK' } as const;

/** How a release ends: nobody gets it any more, and who has it is called back. */
@ApiTags('releases')
@Controller('api/releases/:id')
export class ReleaseEndsController {
  constructor(
    private readonly withdrawRelease: WithdrawRelease,
    private readonly callBack: CallBackRelease,
    private readonly clock: Clock,
    private readonly pool: ReadPool,
  ) {}

  @Get('withdrawal')
  @Allow(...ROLES)
  @ApiParam(ID)
  @Describe({
    id: 'previewWithdrawal',
    summary: 'Tells what withdrawing a release would stop, now',
    answers: WithdrawalAnswer,
    problems: [404],
  })
  async withdrawal(@Param('id', new IdOf('rel')) id: ReleaseId): Promise<WithdrawalAnswer> {
    found(await oneRelease(this.pool, id), 'release', id);
    return await withdrawalOf(this.pool, id);
  }

  @Post('withdraw')
  @Allow('release-manager', 'approver', 'safety-approver', 'administrator')
  @ApiParam(ID)
  @Describe({
    id: 'withdrawRelease',
    summary: 'Withdraws a release for good: every rollout of it is halted',
    description: 'One person is enough. Vehicles that have installed it keep it: calling them back is a recall.',
    answers: ReleaseAnswer,
    problems: [404, 409],
  })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('rel')) id: ReleaseId,
    @Body() { why }: StopRequest,
  ): Promise<ReleaseAnswer> {
    await this.withdrawRelease.run(actor, id, why);
    return releaseAnswer(found(await oneRelease(this.pool, id), 'release', id));
  }

  @Post('recall')
  @Allow('release-manager')
  @ApiParam(ID)
  @Describe({
    id: 'recallRelease',
    summary: 'Calls a release back: withdraws it, marks who has it, and drafts the rollout of its fix',
    description: 'Another person approves that rollout; its class goes before every other.',
    answers: RecallsAnswer,
    problems: [404, 409, 422],
  })
  async recall(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('rel')) id: ReleaseId,
    @Body() { fixReleaseId, why, name, plan }: RecallRequest,
  ): Promise<RecallsAnswer> {
    const release = found(await oneRelease(this.pool, id), 'release', id);
    await this.callBack.run(actor, {
      releaseId: id,
      fixReleaseId: parseId('rel', fixReleaseId),
      why,
      name: name ?? `Recall of ${release.name} ${release.version}`,
      plan: planOf(Object.assign(new PlanRequest(), RECALL, plan, { purpose: 'recall' })),
    });
    return await this.recalls(id);
  }

  @Get('recalls')
  @Allow(...ROLES)
  @ApiParam(ID)
  @Describe({
    id: 'listRecalls',
    summary: 'Tells where every vehicle is that has or had a recalled release',
    answers: RecallsAnswer,
    problems: [404],
  })
  async recalls(@Param('id', new IdOf('rel')) id: ReleaseId): Promise<RecallsAnswer> {
    found(await oneRelease(this.pool, id), 'release', id);
    return { recalls: (await recallStatus(this.pool, id, this.clock.now())).map(recallAnswer) };
  }
}
